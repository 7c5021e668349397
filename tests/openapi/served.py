"""What apps of the pages and of FastAPI's tutorial serve, so that they start."""
import contextlib
import pathlib
import tempfile

VARIABLES = {"ADMIN_EMAIL": "admin@example.com"}  # the settings that they ask for
SERVED = ("static/item.txt", "dist/index.html", "dist/404.html", "templates/item.html")


@contextlib.contextmanager
def folder():
    """A folder with all of it; gone afterwards."""
    with tempfile.TemporaryDirectory() as here:
        for file in SERVED:
            path = pathlib.Path(here) / file
            path.parent.mkdir(exist_ok=True)
            path.touch()
        yield here
