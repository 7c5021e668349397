// What an app says about itself in the head of its document: names and addresses.
#pragma once
#include <string>

#include <talaria/describe/json_part.hpp>

namespace talaria {

/// Whom to ask about the API; empty texts are left out.
struct Contact {
  std::string name = {};
  std::string url = {};
  std::string email = {};
};

/// The license of the API: an SPDX identifier or a URL, not both.
struct License {
  std::string name = {};
  std::string identifier = {};
  std::string url = {};
};

/// What there is to say about a tag.
struct Tag {
  std::string name;
  std::string description = {};
  /// Address and description of documentation elsewhere.
  std::string external_docs_url = {};
  std::string external_docs_description = {};
};

/// Documentation elsewhere.
struct ExternalDocs {
  std::string url;
  std::string description = {};
};

/// Where the API is served.
struct ServerInfo {
  std::string url;
  std::string description = {};
  /// OpenAPI's Server Variable objects by the names that stand in braces in the URL.
  JsonPart variables = {};
};

}  // namespace talaria
