"""FastAPI with Pydantic models, as its documentation writes it. Runs with Pydantic 1 (Debian 12) and 2."""

from typing import List, Optional

import pydantic
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

PATTERN = "pattern" if pydantic.VERSION.startswith("2") else "regex"


class UserRead(BaseModel):
    id: int
    name: str
    q: Optional[str]
    active: bool


class User(BaseModel):
    username: str = Field(min_length=3, max_length=50, **{PATTERN: r"^[A-Za-z0-9_-]+$"})
    email: str = Field(max_length=254, **{PATTERN: r"^[^@\s]+@[^@\s]+\.[^@\s]+$"})
    age: int = Field(ge=0, le=150)
    full_name: Optional[str] = None
    bio: str = Field(max_length=500)
    tags: List[str]


app = FastAPI()


@app.get("/plaintext", response_class=PlainTextResponse)
async def plaintext():
    return "Hello, World!"


@app.get("/users/{user_id}", response_model=UserRead)
async def read_user(user_id: int, q: Optional[str] = None):
    return UserRead(id=user_id, name="Ada Lovelace", q=q, active=True)


@app.post("/users", response_model=User, status_code=201)
async def create_user(user: User):
    return user
