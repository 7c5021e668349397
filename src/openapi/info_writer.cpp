#include "openapi/info_writer.hpp"

#include <algorithm>

namespace talaria::openapi {

void append_if(JsonObject& object, std::string name, const std::string& value) {
  if (!value.empty()) object.append(std::move(name), value);
}

JsonObject write_info(const DocumentInfo& info) {
  JsonObject out;
  out.append("title", info.title);
  append_if(out, "summary", info.summary);
  append_if(out, "description", info.description);
  append_if(out, "termsOfService", info.terms_of_service);
  if (info.contact) {
    JsonObject contact;
    append_if(contact, "name", info.contact->name);
    append_if(contact, "url", info.contact->url);
    append_if(contact, "email", info.contact->email);
    out.append("contact", std::move(contact));
  }
  if (info.license) {
    JsonObject license;
    append_if(license, "name", info.license->name);
    append_if(license, "identifier", info.license->identifier);
    append_if(license, "url", info.license->url);
    out.append("license", std::move(license));
  }
  out.append("version", info.version);
  return out;
}

JsonArray write_tags(const std::vector<Tag>& tags) {
  JsonArray out;
  for (const auto& tag : tags) {
    JsonObject object;
    object.append("name", tag.name);
    append_if(object, "description", tag.description);
    if (!tag.external_docs_url.empty()) {
      JsonObject docs;
      append_if(docs, "description", tag.external_docs_description);
      docs.append("url", tag.external_docs_url);
      object.append("externalDocs", std::move(docs));
    }
    out.push_back(std::move(object));
  }
  return out;
}

JsonObject write_external_docs(const ExternalDocs& docs) {
  JsonObject out;
  out.append("url", docs.url);
  append_if(out, "description", docs.description);
  return out;
}

void drop_nulls(Json& value) {
  if (JsonArray* const items = value.if_array()) {
    for (Json& item : *items) drop_nulls(item);
  } else if (JsonObject* const object = value.if_object()) {
    JsonObject kept;
    for (auto& [name, member] : *object) {
      if (member.is_null()) continue;
      drop_nulls(member);
      kept.append(std::move(name), std::move(member));
    }
    *object = std::move(kept);
  }
}

JsonObject sorted(JsonObject object) {
  std::sort(object.begin(), object.end(), [](const JsonMember& a, const JsonMember& b) { return a.name < b.name; });
  return object;
}

}  // namespace talaria::openapi
