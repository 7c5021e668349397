#include "params/form_files.hpp"

#include "model/validators.hpp"

#include <talaria/base/utf8.hpp>
#include <talaria/http/url.hpp>
#include <talaria/params/file_types.hpp>

namespace talaria::params {

namespace {

constexpr std::string_view mark_name =
    "\x01"
    "file";

thread_local const http::FormData* current_form = nullptr;

// What jsonable_encoder makes of an UploadFile, without the inner life of its SpooledTemporaryFile.
Json show_file(const UploadFile& file) {
  JsonObject headers;
  for (const auto& [name, value] : file.headers()) headers.set(std::string(name), http::latin1_to_utf8(value));
  JsonObject out;
  out.append("filename", file.filename());
  out.append("file", JsonObject());
  out.append("size", file.size());
  out.append("headers", std::move(headers));
  out.append("_max_mem_size", std::uint64_t{UploadFile::default_spool_size});
  return out;
}

void show_files(Json& value) {
  if (const http::FormEntry* entry = FormFiles::find(value)) {
    value = show_file(entry->file);
  } else if (value.is_array()) {
    for (Json& item : value.as_array()) show_files(item);
  } else if (value.is_object()) {
    for (JsonMember& member : value.as_object()) show_files(member.value);
  }
}

std::string_view python_class(const Json& value) {
  if (value.is_string()) return "str";
  if (value.is_null()) return "NoneType";
  if (value.is_bool()) return "bool";
  if (value.is_integer()) return "int";
  if (value.is_real()) return "float";
  return value.is_array() ? "list" : "dict";
}

bool take_file(const model::TypeInfo&, const model::Facts&, const Json& input, void* out, model::Trail& trail) {
  if (const http::FormEntry* entry = FormFiles::find(input)) {
    *static_cast<UploadFile*>(out) = entry->file;
    return true;
  }
  const std::string reason = "Expected UploadFile, received: <class '" + std::string(python_class(input)) + "'>";
  return trail.report("value_error", input, JsonObject{{"error", reason}});
}

bool take_octets(const model::TypeInfo&, const model::Facts& facts, const Json& input, void* out, model::Trail& trail) {
  const http::FormEntry* entry = FormFiles::find(input);
  if (entry == nullptr && !input.is_string()) return trail.report("bytes_type", input);
  const std::string& octets = entry != nullptr ? entry->text : *input.if_string();
  const auto refuse = [&](std::string_view type, std::string_view limit_name, std::size_t limit) {
    const Json shown = base::is_valid_utf8(octets) ? Json(octets) : Json(http::latin1_to_utf8(octets));
    return trail.report(type, shown, JsonObject{{std::string(limit_name), limit}});
  };
  if (facts.has_min_length && octets.size() < facts.min_length) {
    return refuse("bytes_too_short", "min_length", facts.min_length);
  }
  if (facts.has_max_length && octets.size() > facts.max_length) {
    return refuse("bytes_too_long", "max_length", facts.max_length);
  }
  *static_cast<std::string*>(out) = octets;
  return true;
}

// There is no way to write a file as JSON.
void write_null(const model::TypeInfo&, const void*, const ModelConfig&, std::string& out) {
  out += "null";
}

void write_octets(const model::TypeInfo&, const void* value, const ModelConfig&, std::string& out) {
  out += dump_json(Json(*static_cast<const std::string*>(value)));
}

void file_schema(const model::TypeInfo&, const model::Facts& facts, const ModelConfig&, model::SchemaMode,
                 JsonObject& schema) {
  schema.append("type", "string");
  if (facts.has_max_length) schema.append("maxLength", facts.max_length);
  if (facts.has_min_length) schema.append("minLength", facts.min_length);
  schema.append("contentMediaType", "application/octet-stream");
}

}  // namespace

const model::CustomOps upload_file_ops{take_file, nullptr, write_null, file_schema};
const model::CustomOps octets_ops{take_octets, nullptr, write_octets, file_schema};

FormFiles::FormFiles(const http::FormData& form) : form_(form), outer_(std::exchange(current_form, &form)) {}

FormFiles::~FormFiles() {
  current_form = outer_;
}

Json FormFiles::value_of(const http::FormEntry& entry) const {
  if (!entry.is_file()) return entry.text;
  const auto index = static_cast<std::int64_t>(&entry - form_.entries().data());
  JsonObject mark;
  mark.append(std::string(mark_name), index);
  return mark;
}

const http::FormEntry* FormFiles::find(const Json& value) {
  const JsonObject* object = value.if_object();
  if (current_form == nullptr || object == nullptr || object->size() != 1) return nullptr;
  const Json* index = object->find(mark_name);
  return index == nullptr ? nullptr : &current_form->entries()[static_cast<std::size_t>(*index->if_int())];
}

void FormFiles::explain(model::Errors& errors, std::size_t from) const {
  for (std::size_t i = from; i < errors.size(); ++i) show_files(errors[i].input);
}

}  // namespace talaria::params
