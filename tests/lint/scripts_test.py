#!/usr/bin/env python3
"""The checks must find what they are for: each runs over a small tree with one fault in it."""
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
sys.dont_write_bytecode = True

import check_layers  # noqa: E402
import check_links  # noqa: E402
import check_umbrella  # noqa: E402
import sync_docs  # noqa: E402


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def header(self, name, *includes):
        self.write(f"include/talaria/{name}", "#pragma once\n" + "".join(f"#include {i}\n" for i in includes))

    def layer(self, name, rest=""):
        self.write(f"src/{name}/CMakeLists.txt", f"talaria_layer({name} SOURCES a.cpp HEADERS a.hpp {rest})\n")

    def assert_one(self, faults, text):
        self.assertEqual(len(faults), 1, faults)
        self.assertIn(text, faults[0])


class CheckLayers(Tree):
    def test_accepts_a_lower_layer_that_is_declared(self):
        self.layer("base")
        self.layer("http", "DEPENDS base PRIVATE ZLIB::ZLIB")
        self.header("base/a.hpp", "<string>")
        self.header("http/a.hpp", "<talaria/base/a.hpp>", "<cstdint>")
        self.write("src/http/a.cpp", '#include <zlib.h>\n#include "http/private.hpp"\n')
        self.write("src/http/private.hpp", "#pragma once\n")
        self.assertEqual(check_layers.check(self.root), [])

    def test_refuses_a_higher_layer(self):
        self.header("base/a.hpp", "<talaria/http/a.hpp>")
        self.header("http/a.hpp")
        self.assert_one(check_layers.check(self.root), "layer 'base' may not include 'http'")

    def test_refuses_a_lower_layer_that_is_not_declared(self):
        self.layer("http")
        self.header("http/a.hpp", "<talaria/base/a.hpp>")
        self.header("base/a.hpp")
        self.assert_one(check_layers.check(self.root), "'base' is not in DEPENDS")

    def test_refuses_a_cycle_of_declarations(self):
        self.layer("base", "DEPENDS http")
        self.layer("http", "DEPENDS base")
        self.assert_one(check_layers.check(self.root), "cycle")

    def test_refuses_libraries_heavy_headers_and_quotes_in_public_headers(self):
        for include, text in [("<fmt/core.h>", "shows a library"), ("<zlib.h>", "shows a library"),
                              ("<iostream>", "too heavy"), ('"b.hpp"', "write <talaria/...>")]:
            self.header("base/a.hpp", include)
            self.assertTrue(any(text in fault for fault in check_layers.check(self.root)), include)

    def test_lets_inherit_show_describe_only(self):
        self.header("model/inherit.hpp", "<boost/describe.hpp>")
        self.assertEqual(check_layers.check(self.root), [])
        self.header("model/inherit.hpp", "<boost/asio.hpp>")
        self.assert_one(check_layers.check(self.root), "shows a library")

    def test_refuses_an_unknown_layer_a_relative_include_and_the_umbrella(self):
        self.write("src/strange/a.cpp", "")
        self.write("src/base/a.cpp", '#include "../http/a.hpp"\n')
        self.write("src/http/a.cpp", "#include <talaria/talaria.hpp>\n")
        text = "\n".join(check_layers.check(self.root))
        for expected in ("'strange' is not in the table", "relative include", "includes the umbrella"):
            self.assertIn(expected, text)

    def test_refuses_detail_in_examples_and_long_files(self):
        self.write("examples/a/main.cpp", "#include <talaria/http/detail/a.hpp>\n")
        self.write("src/base/a.cpp", "\n" * 601)
        text = "\n".join(check_layers.check(self.root))
        self.assertIn("users never include detail", text)
        self.assertIn("601 lines, the limit is 600", text)


class CheckUmbrella(Tree):
    def test_counts_what_is_reached_and_what_is_left_out_by_name(self):
        self.header("a/one.hpp", "<talaria/a/two.hpp>")
        self.header("a/two.hpp")
        self.header("a/three.hpp")
        self.header("a/detail/four.hpp")
        self.header("sql/sql.hpp", "<talaria/sql/five.hpp>")
        self.header("sql/five.hpp")
        self.write("include/talaria/talaria.hpp", "// Not here: <talaria/a/three.hpp>: heavy\n#include <talaria/a/one.hpp>\n")
        self.assertEqual(check_umbrella.check(self.root), [])

    def test_finds_a_forgotten_header(self):
        self.header("a/one.hpp")
        self.header("talaria.hpp")
        self.assert_one(check_umbrella.check(self.root), "<talaria/a/one.hpp> is not given")

    def test_finds_a_header_that_the_umbrella_of_a_side_layer_forgets(self):
        self.header("talaria.hpp")
        self.header("sql/one.hpp")
        self.assert_one(check_umbrella.check(self.root), "<talaria/sql/sql.hpp>, the umbrella of the layer sql, is missing")
        self.header("sql/sql.hpp")
        self.assert_one(check_umbrella.check(self.root), "<talaria/sql/one.hpp> is not given by sql/sql.hpp")


class SyncDocs(Tree):
    def setUp(self):
        super().setUp()
        self.write("docs_src/a.cpp", "int x;\n  // [part]\n  int y;\n    int z;\n  // [/part]\n")

    def process(self, page):
        return sync_docs.process(page, self.root)

    def test_accepts_an_equal_block(self):
        self.assertEqual(self.process("<!-- snippet: a.cpp#part -->\n```cpp\nint y;\n  int z;\n```\n")[1], [])

    def test_finds_and_repairs_a_stale_block(self):
        new, faults = self.process("<!-- snippet: a.cpp#part -->\n```cpp\nint old;\n```\nend\n")
        self.assertEqual([fault[2] for fault in faults], [True])
        self.assertEqual(new, "<!-- snippet: a.cpp#part -->\n```cpp\nint y;\n  int z;\n```\nend\n")

    def test_refuses_blocks_without_a_source(self):
        for page in ("```cpp\nint y;\n```\n", "```\nint y;\n```\n", "<!-- snippet: a.cpp#none -->\n```cpp\n```\n",
                     "<!-- snippet: none.cpp -->\n```cpp\n```\n", "```cpp\nint y;\n",
                     "<!-- snippet: a.cpp#part -->\ntext between\n```cpp\nint y;\n  int z;\n```\n"):
            self.assertEqual(len(self.process(page)[1]), 1, page)

    def test_lets_console_and_output_be(self):
        self.assertEqual(self.process("```console\n$ ls\n```\n<!-- output: a.cpp -->\n```\nhello\n```\n")[1], [])


class CheckLinks(Tree):
    def check(self, page):
        self.write("README.md", page)
        self.write("docs/a.md", "# A `page`\n\n## It's here: now\n\n```sh\n# no heading\n```\n")
        return check_links.check(self.root)

    def test_accepts_files_headings_and_other_sites(self):
        page = "[a](docs/a.md) [b](docs/a.md#its-here-now) [c\nd](docs/a.md#a-page) [e](https://x.org/y#z)\n## Own\n[f](#own)\n"
        self.assertEqual(self.check(page), [])

    def test_accepts_what_is_code(self):
        self.assertEqual(self.check("`[a](b)`\n```cpp\n[](int x) {}\n```\n"), [])

    def test_refuses_a_file_or_a_heading_that_is_not_there(self):
        self.assert_one(self.check("text\n[a](docs/b.md)\n"), "README.md:2: docs/b.md: there is no such file")
        self.assert_one(self.check("[a](docs/a.md#no-heading)\n"), "no such heading")
        self.assert_one(self.check("[a](#none)\n"), "no such heading")


if __name__ == "__main__":
    unittest.main()
