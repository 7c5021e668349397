"""The app whose OpenAPI document is shop.json: with FastAPI 0.141.1, `python3 shop.py > shop.json`."""
import json
from enum import Enum
from typing import Annotated

from fastapi import Body, Cookie, Depends, FastAPI, Header, Path, Query
from pydantic import BaseModel, Field


class Size(Enum):
    small = "small"
    large = "large"


class Part(BaseModel):
    name: str
    count: int = 1


class Item(BaseModel):
    name: str
    price: float = Field(gt=0, description="The price")
    size: Size | None = None
    tags: list[str] = []
    parts: dict[str, Part] = {}


class Message(BaseModel):
    message: str


def page(limit: Annotated[int, Query(le=100)] = 20, skip: int = 0):
    pass


async def get_token(x_token: Annotated[str, Header()], page_: Annotated[int, Depends(page)]):
    pass


app = FastAPI(
    title="Shop",
    version="1.2.3",
    summary="Sells",
    description="A shop",
    terms_of_service="http://x/tos",
    contact={"name": "A", "url": "http://x/", "email": "a@x.org"},
    license_info={"name": "MIT", "identifier": "MIT"},
    openapi_tags=[
        {"name": "items", "description": "Things", "externalDocs": {"description": "More", "url": "http://x/docs"}}
    ],
    servers=[{"url": "https://x/api", "description": "Main"}],
)


@app.get(
    "/items/{item_id:int}",
    tags=["items"],
    responses={
        404: {"description": "Not found", "model": Message},
        418: {"model": list[Message]},
        200: {"description": "Found"},
    },
    response_model=Item,
)
async def read_item(
    item_id: Annotated[int, Path(ge=1, title="The id")],
    q: Annotated[
        str | None, Query(alias="item-query", min_length=3, pattern="^a", deprecated=True, description="Search")
    ] = None,
    hidden: Annotated[int | None, Query(include_in_schema=False)] = None,
    session_id: Annotated[str | None, Cookie()] = None,
    user_agent: Annotated[str | None, Header()] = None,
):
    pass


@app.post(
    "/items/",
    status_code=201,
    tags=["items"],
    summary="Make one",
    description="Makes",
    response_description="Made",
    response_model=Item,
)
async def create_item(item: Item):
    pass


@app.put("/items/{item_id}", dependencies=[Depends(get_token)], deprecated=True)
async def update_item(
    item_id: int,
    item: Item,
    part: Annotated[Part | None, Body()] = None,
    importance: Annotated[int, Body(gt=0)] = 1,
) -> list[Item]:
    pass


@app.patch("/items/{item_id}", operation_id="own-id")
async def patch_item(item_id: int, item: Annotated[Item, Body(embed=True)]) -> dict[str, Part]:
    pass


@app.delete("/items/{item_id}", status_code=204)
async def delete_item(item_id: str) -> None:
    pass


@app.get("/search")
def search_items(
    sizes: Annotated[list[Size], Query()],
    page_: Annotated[int, Depends(page)],
    body: Annotated[list[Part], Body()],
) -> int | None:
    pass


@app.get("/files/{file_path:path}")
async def read_file(file_path: str) -> str:
    pass


@app.get("/plain")
async def plain():
    pass


@app.post("/optional")
async def optional_body(item: Item | None = None):
    pass


@app.options("/body")
async def body_options(item: Item):
    pass


print(json.dumps(app.openapi(), indent=1))
