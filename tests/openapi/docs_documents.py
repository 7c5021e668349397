#!/usr/bin/env python3
"""Writes the C++ program that prints the document of every app in docs_src, one JSON line each.

    docs_documents.py --out FILE SOURCE...

An app is a function `void set_up...(App& app)`; where its file has `AppOptions options()`, the app is made with them.
"""
import argparse
import pathlib
import re

PROGRAM = """// Made by tests/openapi/docs_documents.py.
#include <cstdio>

#include <talaria/talaria.hpp>

{declarations}
namespace {{

void print(const char* name, void (*set_up)(talaria::App&), const talaria::AppOptions& options = {{}}) {{
  talaria::App app{{options}};
  set_up(app);
  talaria::JsonObject line{{{{"name", name}}, {{"document", app.openapi()}}}};
  if (!app.websocket_operations().empty()) line.set("asyncapi", app.asyncapi());
  std::printf("%s\\n", talaria::dump_json(line).c_str());
}}

}}  // namespace

int main() {{
{calls}  return 0;
}}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("sources", type=pathlib.Path, nargs="+")
    options = parser.parse_args()
    declarations = calls = ""
    for source in options.sources:
        text = source.read_text()
        space = re.search(r"^namespace (\w+) \{", text, re.M)
        for function in re.findall(r"^void (set_up\w*)\(App& app\) \{", text, re.M):
            name = f"{space[1]}::{function}"
            declarations += f"namespace {space[1]} {{ void {function}(talaria::App& app); }}\n"
            own = ""
            if re.search(r"^AppOptions options\(\)", text, re.M):
                declarations += f"namespace {space[1]} {{ talaria::AppOptions options(); }}\n"
                own = f", {space[1]}::options()"
            calls += f'  print("docs_src {name}", {name}{own});\n'
    options.out.write_text(PROGRAM.format(declarations=declarations, calls=calls))


if __name__ == "__main__":
    main()
