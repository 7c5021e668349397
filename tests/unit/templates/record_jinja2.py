#!/usr/bin/env python3
"""Records what Jinja2 makes of the templates below, for jinja2_test.cpp:

    tests/unit/templates/record_jinja2.py > tests/unit/templates/jinja2_cases.json

Needs Jinja2 3.1. A case is a text, what the context has, and perhaps other templates; escaping is on but for names that
end in .txt, and for texts without a name it is on.
"""
import json
import sys

import jinja2

CONTEXT = {
    "name": "World", "html": "<b>\"x\" & 'y'</b>", "n": 42, "f": 3.14159, "t": True, "no": False, "nothing": None, "empty": "",
    "xs": [3, 1, 2], "words": ["banana", "Apple", "cherry"], "d": {"b": 2, "a": 1, "C": 3},
    "users": [{"name": "Ada", "age": 36, "city": "London"}, {"name": "bob", "age": 17, "city": "Paris"},
              {"name": "Cleo", "age": 70, "city": "London"}],
    "tree": [{"n": "a", "c": [{"n": "b", "c": []}, {"n": "c", "c": [{"n": "d", "c": []}]}]}],
    "long": "The quick brown fox jumps over the lazy dog", "uni": "straße éa", "lines": "one\ntwo\n\nthree",
    "nested": {"a": {"b": [10, {"c": "deep"}]}}, "big": 1234567.891, "s": "a b&c/d?e=f",
}

LAYOUT = "<title>{% block title %}Base{% endblock %}</title>{% block body %}[{% block inner %}in{% endblock %}]{% endblock %}!"
FILES = {
    "base.html": LAYOUT,
    "middle.html": "{% extends 'base.html' %}{% block title %}Middle-{{ super() }}{% endblock %}",
    "part.html": "<p>{{ name }}{{ local }}</p>",
    "plain.txt": "{{ html }}",
    "macros.html": "{% macro field(name, value='', type='text') %}<input name=\"{{ name }}\" value=\"{{ value }}\" type=\"{{ type }}\">"
                   "{% endmacro %}{% macro shout(x) %}{{ x|upper }}{% endmacro %}{% set version = 7 %}{% set _hidden = 1 %}",
    "loop.html": "{{ loop.index }}",
    "ctx.html": "{% macro who() %}{{ name }}{% endmacro %}",
    "required.html": "{% block must required %}{% endblock %}",
    "selfblocks.html": "{% block t %}T{% endblock %}-{{ self.t() }}",
}

CASES = r'''
Hello {{ name }}!
{{ html }}
{{ html|safe }}
{{ html|e }}{{ html|e|e }}{{ html|forceescape }}
{{ '<i>' }}{{ '<i>'|safe }}
{{ n }} {{ f }} {{ t }} {{ no }} {{ nothing }} [{{ empty }}] [{{ missing }}]
{{ xs }} {{ d }} {{ words }} {{ (1,) }} {{ (1, 2) }} {{ () }}
{{ nested.a.b[1].c }} {{ nested['a']['b'][0] }} {{ nested.a.b.0 }} {{ xs[-1] }} [{{ xs[9] }}] [{{ nested.zzz }}]
{{ 1 + 2 }} {{ 5 - 7 }} {{ 2 * 3 }} {{ 7 / 2 }} {{ 6 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }}
{{ 1.5 + 1 }} {{ 1e3 }} {{ 1e100 }} {{ 0.1 + 0.2 }} {{ 1_000 }} {{ 0x1f }} {{ 0b101 }} {{ 0o17 }} {{ 7.0 // 2 }} {{ -7.5 % 2 }}
{{ 'a' ~ 1 ~ none ~ true }} {{ 'a' + 'b' }} {{ 'ab' * 3 }} {{ [1] + [2, 3] }} {{ [1, 2] * 2 }}
{{ html ~ '<br>' }} {{ '<br>'|safe ~ html }} {{ '<br>'|safe + html }} {{ html + '<br>'|safe }}
{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 1 == 1.0 }} {{ 'a' != 'b' }} {{ 1 <= 1 >= 1 }} {{ [1, 2] < [1, 3] }}
{{ 1 in xs }} {{ 9 in xs }} {{ 9 not in xs }} {{ 'a' in d }} {{ 'orl' in name }} {{ 'z' not in name }}
{{ not t }} {{ t and no }} {{ no or 'x' }} {{ '' or none }} {{ t and 'y' }} {{ not no and t }}
{{ 'yes' if t else 'no' }} {{ 'yes' if no else 'no' }} [{{ 'yes' if no }}] {{ 'a' if no else 'b' if no else 'c' }}
{{ -n }} {{ +n }} {{ - -n }} {{ -n|abs }} {{ 2 + 3 * 4 - 1 }} {{ (2 + 3) * 4 }} {{ 10 - 2 - 3 }} {{ 2 * 3 ~ 4 }}
{{ xs[0:2] }} {{ xs[::-1] }} {{ xs[1:] }} {{ name[1:3] }} {{ name[::-1] }} {{ name[-2:] }} {{ xs[5:] }} {{ name[::2] }}
{{ {'a': 1, 'b': [1, 2]}['b'][1] }} {{ {'x': {'y': 1}}.x.y }} {{ {} }} {{ {1: 'one'}[1] }}
{{ "a\nb" }} {{ 'it\'s' }} {{ "\x41\u00e9\t|" }} {{ "a" "b" }}
{% if n > 40 %}big{% elif n > 20 %}medium{% else %}small{% endif %}
{% if n > 50 %}big{% elif n > 20 %}medium{% else %}small{% endif %}
{% if no %}a{% endif %}{% if missing %}b{% endif %}{% if not missing %}c{% endif %}{% if [] %}d{% endif %}{% if {} %}e{% endif %}{% if 0.0 %}f{% endif %}
{% for x in xs %}{{ x }},{% endfor %}
{% for x in [] %}{{ x }}{% else %}none{% endfor %}{% for x in missing %}{{ x }}{% else %}undefined{% endfor %}
{% for x in xs %}{{ loop.index }}/{{ loop.length }}:{{ x }}{{ '' if loop.last else ', ' }}{% endfor %}
{% for x in xs %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }} {% endfor %}
{% for x in xs %}{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }} {% endfor %}
{% for x in xs %}{{ loop.cycle('odd', 'even') }} {% endfor %}
{% for x in [1, 1, 2, 2, 1] %}{% if loop.changed(x) %}{{ x }}{% endif %}{% endfor %}
{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}
{% for k in d %}{{ k }}{% endfor %} {% for c in 'abc' %}{{ c }}-{% endfor %}
{% for u in users if u.age > 18 %}{{ loop.index }}{{ u.name }} {% else %}nobody{% endfor %}
{% for u in users if u.age > 100 %}{{ u.name }}{% else %}nobody{% endfor %}
{% for item in tree recursive %}<{{ item.n }}{{ loop.depth }}>{{ loop(item.c) }}{% endfor %}
{% for a, (b, c) in [(1, (2, 3)), (4, (5, 6))] %}{{ a }}{{ b }}{{ c }} {% endfor %}
{% for a in [1, 2] %}{% for b in [3, 4] %}{{ loop.index }}{{ a }}{{ b }} {% endfor %}{{ loop.index }};{% endfor %}
{% set x = 1 %}{% for i in [1, 2] %}{% set x = x + i %}{{ x }}{% endfor %}{{ x }}
{% set x = 1 %}{% if t %}{% set x = 2 %}{% endif %}{{ x }}
{% set ns = namespace(total=0) %}{% for i in xs %}{% set ns.total = ns.total + i %}{% endfor %}{{ ns.total }}
{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set c = (1, 2) %}{{ c }}
{% set block %}<i>{{ html }}</i>{% endset %}{{ block }}{{ block|length }}
{% set up | upper %}abc{{ name }}{% endset %}{{ up }}
{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}[{{ a }}]
{% with %}{% set q = 5 %}{{ q }}{% endwith %}[{{ q }}]
{# comment {{ name }} #}a{#- b -#} c
{% raw %}{{ name }}{% if %}{% endraw %}
{%- raw -%}  {{ x }}  {%- endraw -%} end
a  {%- if t %}  b  {% endif -%}  c
a {{- name -}} b
a   {{ name }}   b
{% for x in xs -%}   {{ x }}   {%- endfor %}
{%+ if t +%}x{%+ endif +%}
{% macro hi(a, b='B') %}{{ a }}-{{ b }}{% endmacro %}{{ hi(1) }} {{ hi(1, 2) }} {{ hi(b=3, a=4) }} [{{ hi() }}]
{% macro esc(x) %}<b>{{ x }}</b>{% endmacro %}{{ esc(html) }} {{ esc('<')|length }}
{% macro v() %}{{ varargs }} {{ kwargs }}{% endmacro %}{{ v(1, 2, k=3) }}
{% macro wrap() %}<div>{{ caller() }}</div>{% endmacro %}{% call wrap() %}in {{ name }}{% endcall %}
{% macro list(items) %}{% for i in items %}{{ caller(i) }}{% endfor %}{% endmacro %}{% call(x) list(xs) %}({{ x }}){% endcall %}
{% macro m() %}{{ name }}{{ later }}{% endmacro %}{% set later = 'L' %}{{ m() }}
{% macro fact(n) %}{% if n > 1 %}{{ n }}*{{ fact(n - 1) }}{% else %}1{% endif %}{% endmacro %}{{ fact(5) }}
{% macro d(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ d(1) }}
{% macro named(a) %}{% endmacro %}{{ named.name }} {{ named.arguments }}
{% filter upper %}abc {{ name }}{% endfilter %}{% filter replace('a', 'b')|upper %}aaa{% endfilter %}
{% autoescape false %}{{ html }}{% endautoescape %}{{ html }}
{% extends 'base.html' %}
{% extends 'base.html' %}ignored{% block title %}Mine{% endblock %}
{% extends 'base.html' %}{% block body %}<{{ super() }}>{% endblock %}{% block inner %}deep{{ super() }}{% endblock %}
{% extends 'middle.html' %}{% block title %}{{ super() }}+{{ super.super() }}{% endblock %}
{% extends 'base.html' %}{% set name = 'Child' %}{% block title %}{{ name }}{% endblock %}
{% extends 'base.html' if t else 'middle.html' %}{% block inner %}{{ self.title() }}{% endblock %}
{% include 'part.html' %}{% include 'part.html' without context %}
{% set local = ' (local)' %}{% include 'part.html' %}
{% include 'absent.html' ignore missing %}ok{% include ['absent.html', 'part.html'] %}
{% for x in [1, 2] %}{% include 'loop.html' %}{% endfor %}
{% include 'plain.txt' %}
{% import 'macros.html' as m %}{{ m.field('a', html) }}{{ m.shout('x') }}{{ m.version }}
{% from 'macros.html' import field, shout as loud %}{{ field('b', type='password') }}{{ loud('<x>') }}
{% from 'ctx.html' import who %}[{{ who() }}]{% from 'ctx.html' import who with context %}[{{ who() }}]
{% include 'selfblocks.html' %}
{% block a %}A{% block b %}B{% endblock b %}{% endblock a %}
{% for i in [1, 2] %}{% block s scoped %}{{ i }}{% endblock %}{% endfor %}
{{ name|upper }} {{ name|lower }} {{ 'hello world'|title }} {{ 'hELLO wORLD'|capitalize }} {{ "it's a-b (c)"|title }}
{{ uni|upper }} {{ uni|title }} {{ 'ÉCOLE'|lower }} {{ uni|length }} {{ uni[5:] }}
[{{ '  x  '|trim }}] [{{ 'xxaxx'|trim('x') }}] [{{ ' a '|trim|length }}]
{{ missing|default('D') }} {{ none|default('D') }} {{ ''|default('D', true) }} {{ missing|d }} {{ n|default('D') }} {{ 0|default('Z', boolean=true) }}
{{ xs|length }} {{ name|length }} {{ d|count }} {{ missing|length }}
{{ xs|join }} {{ xs|join(', ') }} {{ users|join('/', attribute='name') }} {{ [html, '<br>'|safe]|join(' ') }}
{{ xs|first }} {{ xs|last }} {{ name|first }} [{{ []|first }}] {{ d|first }}
{{ 'aaa'|replace('a', 'b') }} {{ 'aaa'|replace('a', 'b', 2) }} {{ '<a>'|replace('a', '<') }} {{ '<a>'|replace('a', '<b>'|safe) }} {{ 'ab'|replace('', '-') }}
{{ 42.55|round }} {{ 42.55|round(1) }} {{ 42.45|round(1, 'floor') }} {{ 42.1|round(method='ceil') }} {{ 2.5|round }} {{ 3.5|round }} {{ 1234|round(-2) }} {{ 42|round }}
{{ '42'|int }} {{ 'x'|int }} {{ 'x'|int(7) }} {{ '0x1f'|int(base=16) }} {{ 3.9|int }} {{ '3.9'|int }} {{ ' 12 '|int }} {{ true|int }} {{ none|int }} {{ '-5'|int }}
{{ '1.5'|float }} {{ 'x'|float }} {{ 'x'|float(2.5) }} {{ 3|float }} {{ '1e3'|float }}
{{ 1|string ~ 2|string }} {{ 12|string|length }} {{ html|string }}
{{ 'abc'|list }} {{ d|list }} {{ xs|list|length }}
{{ xs|sort }} {{ xs|sort(reverse=true) }} {{ words|sort }} {{ words|sort(case_sensitive=true) }} {{ users|sort(attribute='age')|map(attribute='name')|join(',') }}
{{ users|sort(attribute='city,age')|map(attribute='name')|list }}
{{ xs|reverse|list }} {{ name|reverse }}
{{ [1, 2, 1, 'a', 'A', 'b']|unique|list }} {{ users|unique(attribute='city')|map(attribute='name')|list }}
{{ {'b': '<x>', 'a': [1, 2.5, none, true]}|tojson }} {{ "it's é \u2028"|tojson }} {{ 1.0|tojson }} {{ [1,2]|tojson(indent=2) }} {{ {}|tojson }}
{{ s|urlencode }} {{ {'a b': 'c&d', 'x': 1}|urlencode }} {{ [('q', 'é/')]|urlencode }} {{ 5|urlencode }}
{{ long|truncate(20) }} | {{ long|truncate(20, true) }} | {{ long|truncate(20, end='…') }} | {{ long|truncate(41) }} | {{ long|truncate(38, leeway=0) }} | {{ 'short'|truncate(3, leeway=5) }}
{{ long|wordcount }} {{ "it's é_1 two-three"|wordcount }} {{ ''|wordcount }}
{{ '<p>Hello <b>you</b> &amp; me</p> <!-- <x> -->  end'|striptags }} {{ 'a < b'|striptags }}
{{ lines|indent }} | {{ lines|indent(2, true) }} | {{ lines|indent(2, blank=true) }} | {{ lines|indent('> ', first=true) }}
{{ ['a', 'B']|map('upper')|join }} {{ users|map(attribute='name')|join(' ') }} {{ users|map(attribute='x', default='?')|join }} {{ xs|map('string')|join('+') }} {{ ['a b']|map('replace', 'a', 'c')|first }}
{{ [1, 2, 3, 4]|select('odd')|list }} {{ [0, 1, '', 'a']|select|list }} {{ xs|select('greaterthan', 1)|list }} {{ xs|reject('equalto', 2)|list }} {{ xs|select('in', [1, 2])|list }}
{{ users|selectattr('age', 'ge', 18)|map(attribute='name')|list }} {{ users|rejectattr('city', 'equalto', 'London')|map(attribute='name')|list }} {{ users|selectattr('name')|list|length }}
{% for k, v in d|dictsort %}{{ k }}{{ v }} {% endfor %}{{ d|dictsort(true) }} {{ d|dictsort(by='value', reverse=true) }}
{% for row in [1, 2, 3, 4, 5]|batch(2, '-') %}{{ row }}{% endfor %} {{ [1, 2, 3]|batch(2)|list }}
{% for col in [1, 2, 3, 4, 5, 6, 7]|slice(3) %}{{ col }}{% endfor %} {{ [1, 2, 3, 4]|slice(3, 'x')|list }}
{% for city, people in users|groupby('city') %}{{ city }}:{{ people|map(attribute='name')|join('+') }} {% endfor %}
{% for g in users|groupby('city') %}{{ g.grouper }}={{ g.list|length }} {% endfor %}
{{ xs|sum }} {{ users|sum(attribute='age') }} {{ xs|sum(start=10) }} {{ xs|min }} {{ xs|max }} {{ users|max(attribute='age') == users[2] }} {{ words|min }}
{{ -5|abs }} {{ -2.5|abs }} {{ d|items|list }}
{{ '%s has %d' | format(name, n) }} {{ '%.2f' | format(f) }} {{ '%05d|%-5s|%+d' | format(7, 'a', 3) }} {{ '%(a)s' | format(a=1) }} {{ '%x %%' | format(255) }}
{{ '<%s>' | format('&') }} {{ '<b>%s</b>'|safe|format('<&>') }} {{ '%s' % html }} {{ '%s-%s' % (1, 2) }}
{{ '{} {}'.format(1, 'a') }} {{ '{:.2f}'.format(f) }} {{ '{0}{1}{0}'.format('a', 'b') }} {{ '{:>5}|{:<5}|{:^5}'.format('a', 'b', 'c') }} {{ '{:,}'.format(1234567) }} {{ '{:05d}'.format(42) }} {{ '{n}'.format(n=5) }} {{ '{:.1%}'.format(0.256) }}
{{ 'x'|center(5) }}| {{ {'class': 'a"b', 'id': none, 'x': 1}|xmlattr }} {{ 1000|filesizeformat }} {{ 1|filesizeformat }} {{ 999|filesizeformat }} {{ 123456789|filesizeformat }} {{ 1048576|filesizeformat(true) }}
{{ n is defined }} {{ missing is defined }} {{ missing is undefined }} {{ nothing is none }} {{ n is none }} {{ n is not none }}
{{ 3 is odd }} {{ 4 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }} {{ 3 is not odd }}
{{ 1 is number }} {{ 'a' is number }} {{ 'a' is string }} {{ 1 is integer }} {{ 1.0 is float }} {{ true is boolean }} {{ true is integer }} {{ d is mapping }} {{ xs is sequence }} {{ xs is iterable }} {{ 1 is iterable }} {{ range is callable }}
{{ 'abc' is lower }} {{ 'ABC' is upper }} {{ 'aBc' is lower }} {{ true is true }} {{ 1 is true }} {{ false is false }} {{ 1 is sameas 1 }} {{ 1 is sameas true }}
{{ 1 is eq 1 }} {{ 1 is equalto 2 }} {{ 1 is ne 2 }} {{ 1 is lt 2 }} {{ 2 is ge 2 }} {{ 1 is in [1] }} {{ 'upper' is filter }} {{ 'odd' is test }} {{ ('<'|e) is escaped }} {{ '<' is escaped }}
{{ n is odd and t }} {{ 'x' if n is even else 'y' }} {{ missing is defined or n == 42 }}
{{ range(3)|list }} {{ range(1, 4)|list }} {{ range(10, 0, -3)|list }} {{ range(0)|list }}
{{ dict(a=1, b=2) }} {% set c = cycler('x', 'y') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}{{ c.current }}{{ c.reset() }}{{ c.next() }}
{% set j = joiner(', ') %}{% for x in xs %}{{ j() }}{{ x }}{% endfor %}
{{ name.upper() }} {{ name.lower() }} {{ ' a '.strip() }} {{ 'a,b,c'.split(',') }} {{ 'a b  c'.split() }} {{ '-'.join(['a', 'b']) }} {{ 'abc'.startswith('ab') }} {{ 'abc'.endswith('x') }} {{ 'abc'.replace('b', 'X') }} {{ 'a-b-c'.split('-', 1) }}
{{ 'hello'.find('l') }} {{ 'hello'.count('l') }} {{ 'ab'.ljust(4, '.') }} {{ 'ab'.rjust(4) }} {{ '7'.zfill(3) }} {{ '12'.isdigit() }} {{ 'hello world'.title() }} {{ 'hELLO'.capitalize() }} {{ 'a\nb'.splitlines() }}
{{ d.keys()|list }} {{ d.values()|list }} {{ d.get('a') }} {{ d.get('zz') }} {{ d.get('zz', 'dflt') }}
{% set l = [1] %}{% set _ = l.append(2) %}{{ l }} {{ l.index(2) }} {{ l.count(1) }} {{ l.pop() }}{{ l }}
{{ (html|safe).upper() }} {{ html.upper() }} {{ (html|safe)[0:3] }} {{ (html|safe)|upper|e }}
{{ {'a': 1}.a }} {{ {'a': 1}['a'] }} {{ [1, [2, [3]]] }} {{ {'k': html} }} {{ [html|safe] }} {{ ['it\'s'] }}
{{ 'a' if 1 == 1 and 'b' in 'abc' else 'c' }} {{ 5 if not 0 }} {{ (1, 2)[1] }} {{ 'abc'[1] }} {{ xs[0] + xs[1] * 2 }}
{{ [1, 2, 3][1:][0] }} {{ 'a,b'.split(',')[1]|upper }} {{ (n + 1)|string|length }} {{ n|string|first }}
{{ foo is defined and foo.bar }} {{ users[0].name[0] }} {{ users[-1]['name'] }} {{ users|length > 2 }}
{{ 1 ~ (2 + 3) }} {{ 2 ** 3 ** 2 }} {{ -2 ** 2 }} {{ 'a' < 'b' }} {{ true + 1 }} {{ 10 % 4 * 2 }}
{{ big }} {{ 1000000.0 }} {{ 1e16 }} {{ 1e15 }} {{ 0.00001 }} {{ 1/3 }} {{ 3.0 }} {{ -0.5 }}
line1
{{ 'x' }}
{% if t %}
  inside
{% endif %}
end
'''

MULTI = [
    ("{% if t %}\n  a\n{% endif %}\n<p>\n", {"trim_blocks": True}),
    ("<ul>\n  {% for x in xs %}\n  <li>{{ x }}</li>\n  {% endfor %}\n</ul>\n", {"trim_blocks": True, "lstrip_blocks": True}),
    ("  {% if t %}x{% endif %}\n  {{ n }}\n  {# c #}\n  {%+ if t %}y{% endif %}", {"lstrip_blocks": True}),
    ("a\n", {}), ("a\n", {"keep_trailing_newline": True}), ("a\r\nb\rc\n\n", {}), ("\n{{ n }}\n\n", {}), ("{% if t +%}\na{% endif %}", {"trim_blocks": True}),
    ("{% raw %}\n{{ a }}\n{% endraw %}\nb", {"trim_blocks": True}), ("{# c #}\nx", {"trim_blocks": True}), ("{{ n }}\nx", {"trim_blocks": True}),
    ("{% for u in users %}\n  <li>{{ u.name }}</li>\n{% else %}\n  <li>nobody</li>\n{% endfor %}\n", {}),
    ("a {#- x -#} b {%- if t -%} c {%- endif -%} d", {}), ("  {%- if t %}x{% endif %}", {"lstrip_blocks": True}),
]

ERRORS = r'''
{{ missing.attribute }}
{{ missing() }}
{{ missing + 1 }}
{{ missing['x'] }}
{{ nested.zzz.b }}
{{ 1 + 'a' }}
{{ 'a' + 1 }}
{{ 1 / 0 }}
{{ 1 % 0 }}
{{ n() }}
{{ 1 < 'a' }}
{% for x in 5 %}{% endfor %}
{% for a, b in xs %}{% endfor %}
{% for a, b in [(1, 2, 3)] %}{% endfor %}
{% include 'absent.html' %}
{% extends 'absent.html' %}
{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{% endmacro %}{{ m(b=1) }}
{% from 'macros.html' import nope %}{{ nope() }}
{% extends 'required.html' %}
{{ 'x'|sum }}
{{ super() }}
{{ n|nosuchfilter }}
{{ n is nosuchtest }}
{% if %}{% endif %}
{% if t %}
{% endif %}
{% for x %}{% endfor %}
{% nosuchtag %}
{{ name
{% if t
{# never
{% raw %} never
{{ 'abc }}
{{ a b }}
{{ }}
{{ (1 }}
{{ [1, 2 }}
{{ {'a' 1} }}
{{ a. }}
{{ 1 + }}
{% set 1 = 2 %}
{% block a %}{% endblock %}{% block a %}{% endblock %}
{% block a %}{% endblock b %}
{% set true = 1 %}
{% macro m(a=1, b) %}{% endmacro %}
{{ f(a=1, 2) }}
{{ a ! b }}
{% else %}
{{ a | }}
{% extends %}
{% call 5 %}{% endcall %}
{% from 'x' import %}
{% import 'x' %}
{{ loop.index }}
{% set nn.x = 1 %}
'''


def environment(options):
    return jinja2.Environment(loader=jinja2.DictLoader(FILES), autoescape=lambda name: name is None or not name.endswith(".txt"), **options)


def record(source, options):
    case = {"template": source, **({"options": options} if options else {})}
    try:
        case["result"] = environment(options).from_string(source).render(**CONTEXT)
    except Exception as error:  # whatever it is, it is what Jinja2 says
        known = [kind for kind in ("TemplateSyntaxError", "UndefinedError", "TemplateNotFound") if isinstance(error, getattr(jinja2, kind))]
        case["error"] = known[0] if known else "TemplateError"
    return case


def main():
    lines = [line for line in CASES.strip("\n").split("\n")]
    cases = [record(line, {}) for line in lines]
    cases += [record(source, options) for source, options in MULTI]
    cases += [record(line, {}) for line in ERRORS.strip("\n").split("\n")]
    json.dump({"jinja2": jinja2.__version__, "context": CONTEXT, "files": FILES, "cases": cases}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
