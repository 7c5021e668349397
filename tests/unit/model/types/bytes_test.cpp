#include "facts_check.hpp"

#include <talaria/model/types/bytes.hpp>

namespace talaria {
namespace {

using facts_check::check_part;

TEST(BytesTest, ReadsAndWritesAsPydantic) {
  check_part<Bytes>("bytes", "bytes");
  check_part<Bytes>("bytes", "min_max", model::facts_of<Bytes, min_length{2}, max_length{4}>);
}

TEST(Base64Test, ReadsAndWritesAsPydantic) {
  check_part<Base64Bytes>("bytes", "base64_bytes");
  check_part<Base64Str>("bytes", "base64_str");
  check_part<Base64UrlBytes>("bytes", "base64url_bytes");
  check_part<Base64UrlStr>("bytes", "base64url_str");
}

struct InBase64 {
  Bytes x;
  static constexpr ModelConfig model_config{.ser_json_bytes = BytesFormat::base64,
                                            .val_json_bytes = BytesFormat::base64};
};
struct InHex {
  Bytes x;
  static constexpr ModelConfig model_config{.ser_json_bytes = BytesFormat::hex, .val_json_bytes = BytesFormat::hex};
};

/// The table is of the member `x` of a model.
template <class Model>
void check_model(const std::string& part) {
  const Json table = facts_check::load("bytes")[part];
  for (const Json& row : table["cases"].as_array()) {
    Model model;
    model::Errors errors;
    Json result;
    if (model::validate(model::type_info<Model>, model::no_facts, JsonObject{{"x", row[0]}}, &model, {}, errors)) {
      std::string text;
      model::bytes_ops.write(model::type_info<Bytes>, &model.x, Model::model_config, text);
      result = JsonObject{{"ok", *parse_json(text)}};
    } else {
      result = facts_check::errors_of(errors);
    }
    EXPECT_EQ(dump_json(result), dump_json(row[1])) << dump_json(row[0]);
  }
  JsonObject schema;
  model::bytes_ops.schema(model::type_info<Bytes>, model::no_facts, Model::model_config, model::SchemaMode::validation,
                          schema);
  EXPECT_EQ(Json(schema), table["schema"]);
}

TEST(BytesTest, AreEncodedAsTheModelSays) {
  check_model<InBase64>("config_base64");
  check_model<InHex>("config_hex");
}

TEST(BytesTest, AreAString) {
  const Bytes octets = "abc";
  const std::string& text = octets;
  EXPECT_EQ(text, "abc");
  EXPECT_EQ(octets.size(), 3U);
  EXPECT_EQ(model_dump(Base64Bytes("hello")), Json("aGVsbG8="));
}

}  // namespace
}  // namespace talaria
