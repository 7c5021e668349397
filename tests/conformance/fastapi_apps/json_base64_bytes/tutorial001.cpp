// docs_src/json_base64_bytes/tutorial001: octets in JSON as base64.
#include "tutorial.hpp"

#include <string>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace json_base64_bytes::tutorial001 {

struct DataInput {
  std::string description;
  Bytes data;
  static constexpr ModelConfig model_config{.val_json_bytes = BytesFormat::base64};
};
struct DataOutput {
  std::string description;
  Bytes data;
  static constexpr ModelConfig model_config{.ser_json_bytes = BytesFormat::base64};
};
struct DataInputOutput {
  std::string description;
  Bytes data;
  static constexpr ModelConfig model_config{.ser_json_bytes = BytesFormat::base64,
                                            .val_json_bytes = BytesFormat::base64};
};

Json post_data(Body<DataInput> body) {
  return JsonObject{{"description", body->description}, {"content", std::string_view(body->data)}};
}

DataOutput get_data() {
  return {"A plumbus", "hello"};
}

DataInputOutput post_data_in_out(Body<DataInputOutput> body) {
  return *body;
}

void register_routes(App& app) {
  app.post<post_data>("/data");
  app.get<get_data>("/data");
  app.post<post_data_in_out>("/data-in-out");
}

const Tutorial tutorial{"docs_src.json_base64_bytes.tutorial001", register_routes};

}  // namespace json_base64_bytes::tutorial001
