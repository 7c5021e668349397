"""The app of responses_test.cpp with FastAPI; prints the `paths` that responses.json holds."""
import json

from fastapi import APIRouter, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse
from pydantic import BaseModel


class Fault(BaseModel):
    reason: str


class Item(BaseModel):
    id: int
    name: str


class ProblemResponse(JSONResponse):
    media_type = "application/problem+json"


app = FastAPI(responses={500: {"description": "App failed"}, 404: {"description": "From the app"}})


@app.get("/page", response_class=HTMLResponse)
def page():
    return "x"


@app.get("/go", response_class=RedirectResponse)
def go():
    return "/x"


@app.get("/problem", response_class=ProblemResponse, responses={400: {"model": Fault}})
def problem() -> Item: ...


@app.get("/plain", response_class=PlainTextResponse, status_code=201, responses={409: {"model": Fault}})
def plain() -> str: ...


router = APIRouter(
    prefix="/r",
    default_response_class=PlainTextResponse,
    responses={404: {"description": "From the router"}, "default": {"description": "Everything else"}},
    deprecated=True,
)


@router.get("/a")
def a():
    return "x"


@router.get(
    "/b/{id}",
    response_class=JSONResponse,
    response_model=Item,
    responses={
        "4XX": {"model": Fault},
        "5xx": {
            "headers": {"x-a": {"schema": {"type": "string"}}},
            "links": {"next": {"operationId": "a"}},
        },
    },
    openapi_extra={
        "tags": ["x"],
        "parameters": [{"name": "q", "in": "query", "schema": {"type": "string"}}],
        "responses": {"200": {"description": "Changed"}},
    },
    tags=["t"],
)
def b(id: int): ...


app.include_router(router)
print(json.dumps(app.openapi()["paths"], indent=2))
