#include "templates/environment.hpp"

#include "files/folder.hpp"
#include "templates/filters.hpp"
#include "templates/objects.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

#include <talaria/base/strings.hpp>

namespace talaria::templates {

namespace {

// A template is read as a whole.
constexpr std::uint64_t max_template_size = 8U << 20U;

std::string read_all(const files::OpenFile& file, const std::string& path) {
  if (file.size() > max_template_size) throw TemplateError("the template is too large", path, 1);
  std::string text(static_cast<std::size_t>(file.size()), '\0');
  text.resize(file.read(text.data(), text.size(), 0));
  return text;
}

std::string_view extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(dot);
}
bool is_template_extension(std::string_view name) {
  return name == ".j2" || name == ".jinja" || name == ".jinja2";
}
// What the file is that a template makes.
std::string made_extension(std::string_view name) {
  if (is_template_extension(base::to_lower(extension(name)))) name.remove_suffix(extension(name).size());
  return base::to_lower(extension(name));
}

template <std::size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& several) {
  return std::find(several.begin(), several.end(), text) != several.end();
}

}  // namespace

std::optional<std::string> plain_name(std::string_view name) {
  std::string plain;
  while (!name.empty()) {
    const std::string_view part = name.substr(0, name.find('/'));
    name.remove_prefix(std::min(part.size() + 1, name.size()));
    if (part.empty() || part == ".") continue;
    if (part == ".." || part.find('\0') != std::string_view::npos || part.find('\\') != std::string_view::npos) {
      return std::nullopt;
    }
    if (!plain.empty()) plain += '/';
    plain += part;
  }
  return plain.empty() ? std::nullopt : std::optional(std::move(plain));
}

Environment::Environment(Jinja2Templates::Options options) : options_(std::move(options)) {
  for (const auto& [name, function] : options_.filters) filters_[name] = function;
  if (options_.check) check();
}

bool Environment::autoescape(std::string_view name) const {
  static constexpr std::array<std::string_view, 6> plain = {".txt", ".md", ".csv", ".json", ".yaml", ".yml"};
  return !is_one_of(made_extension(name), plain);
}

std::shared_ptr<const Syntax> Environment::parse(std::string_view source, std::string name, std::string file) const {
  ParseOptions options;
  options.lexer = {options_.trim_blocks, options_.lstrip_blocks, options_.keep_trailing_newline};
  options.has_filter = [this](std::string_view filter) {
    return filters_.find(filter) != filters_.end() || find_filter(filter) != nullptr;
  };
  return parse_template(source, std::move(name), std::move(file), options);
}

std::shared_ptr<const Syntax> Environment::load(std::string_view given) const {
  const auto name = plain_name(given);
  if (!name) throw TemplateNotFound("there is no template '" + std::string(given) + "' in " + options_.directory);
  if (!options_.auto_reload) {
    const std::lock_guard lock(mutex_);
    const auto known = cache_.find(*name);
    if (known != cache_.end()) return known->second.syntax;
  }
  const files::Found found = files::find_below(options_.directory, *name, {.follow_symlink = false, .dot_files = true});
  const files::OpenFile& file = found.file;
  if (found.forbidden || file.kind() != files::OpenFile::Kind::regular) {
    throw TemplateNotFound("there is no template '" + *name + "' in " + options_.directory);
  }
  {
    const std::lock_guard lock(mutex_);
    const auto known = cache_.find(*name);
    if (known != cache_.end() && known->second.modified == file.modified() && known->second.size == file.size() &&
        known->second.modified_nanoseconds == file.modified_nanoseconds()) {
      return known->second.syntax;
    }
  }
  const std::string path = options_.directory + "/" + *name;
  auto syntax = parse(read_all(file, path), *name, path);
  const std::lock_guard lock(mutex_);
  cache_[*name] = {syntax, file.modified(), file.modified_nanoseconds(), file.size()};
  return syntax;
}

std::optional<Value> Environment::filter(std::string_view name, const Value& value, const Arguments& arguments) const {
  const auto found = filters_.find(name);
  if (found == filters_.end()) return std::nullopt;
  JsonArray given;
  for (const Value& argument : arguments.values) given.push_back(to_json(argument));
  const Json made = found->second(value.is_undefined() ? Json() : to_json(value), given);
  // The result ends here, so what the template keeps is a copy.
  struct Copy {
    static Value of(const Json& json) {
      if (const std::string* text = json.if_string()) return Value::text(*text);
      if (const JsonArray* array = json.if_array()) {
        std::vector<Value> items;
        for (const Json& item : *array) items.push_back(of(item));
        return Value::list(std::move(items));
      }
      if (const JsonObject* object = json.if_object()) {
        Value dict = Value::dict();
        for (const auto& [key, held] : *object) dict.own_dict()->items.emplace_back(Value::text(key), of(held));
        return dict;
      }
      const Value plain = Value::of(json);
      return plain.text() != nullptr ? Value::text(std::string(plain.text()->view)) : plain;
    }
  };
  return Copy::of(made);
}

std::string Environment::render(std::shared_ptr<const Syntax> syntax, const JsonObject& context,
                                const Request* request) const {
  auto globals = standard_globals();
  for (const auto& [name, value] : options_.globals) globals.insert(globals.begin(), {name, Value::of(value)});
  if (request != nullptr) {
    globals.emplace_back("request", request_value(*request));
    globals.emplace_back("url_for", url_for_value(*request));
  }
  return Render(*this, context, globals).run(std::move(syntax));
}

std::vector<std::string> Environment::names() const {
  namespace fs = std::filesystem;
  static constexpr std::array<std::string_view, 10> checked = {".html", ".htm", ".xhtml", ".xml",   ".svg",
                                                               ".txt",  ".md",  ".j2",    ".jinja", ".jinja2"};
  std::error_code error;
  const fs::path root(options_.directory);
  if (!fs::is_directory(root, error))
    throw TemplateError("there is no folder of templates '" + options_.directory + "'");
  std::vector<std::string> found;
  for (auto at = fs::recursive_directory_iterator(root, error); at != fs::recursive_directory_iterator();
       at.increment(error)) {
    if (error) break;
    if (at->is_regular_file(error) && is_one_of(base::to_lower(extension(at->path().filename().string())), checked)) {
      found.push_back(at->path().lexically_relative(root).generic_string());
    }
  }
  if (error)
    throw TemplateError("the folder of templates '" + options_.directory + "' cannot be read: " + error.message());
  std::sort(found.begin(), found.end());
  return found;
}

// Every template, and every one that another names in its text.
void Environment::check() const {
  std::vector<std::string> faults;
  for (const std::string& name : names()) {
    try {
      const auto syntax = load(name);
      for (const auto& [reference, line] : syntax->references) {
        try {
          static_cast<void>(load(reference));
        } catch (const TemplateNotFound& error) {
          faults.push_back(TemplateNotFound(error.message(), syntax->file, line).what());
        } catch (const TemplateError&) {
          // It is a fault of its own.
        }
      }
    } catch (const TemplateError& error) {
      faults.push_back(error.what());
    }
  }
  if (faults.empty()) return;
  std::string text = "The templates have faults:";
  for (const std::string& fault : faults) text += "\n  " + fault;
  throw TemplateError(text);
}

}  // namespace talaria::templates
