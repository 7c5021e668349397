#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <talaria/model/convert.hpp>
#include <talaria/model/dump.hpp>
#include <talaria/model/validate.hpp>

namespace talaria {
namespace {

struct AddressEntity {
  std::string street;
  int number = 0;
  bool verified = false;
};
struct UserEntity {
  std::int64_t id = 0;
  std::string name;
  std::string hashed_password;
  std::optional<AddressEntity> address;
  std::vector<AddressEntity> old_addresses;
};
struct AddressRead {
  Field<std::string, min_length{1}> street;
  std::int64_t number = 0;
};
struct UserRead {
  int id = 0;
  Field<std::string, max_length{20}> name;
  std::optional<AddressRead> address;
  std::vector<AddressRead> old_addresses;
  std::optional<std::string> nickname;
  Field<int, defaults{7}> level;
};

TEST(To, ConvertsMemberByMember) {
  const UserEntity entity{5, "Ada", "x", AddressEntity{"Main", 3, true}, {{"Old", 1, false}}};
  EXPECT_EQ(
      model_dump_json(to<UserRead>(entity)),
      R"({"id":5,"name":"Ada","address":{"street":"Main","number":3},"old_addresses":[{"street":"Old","number":1}],"nickname":null,"level":7})");
  EXPECT_EQ(model_dump_json(to<UserRead>(UserEntity{})),
            R"({"id":0,"name":"","address":null,"old_addresses":[],"nickname":null,"level":7})");
}

struct Item {
  std::string name;
  std::optional<std::string> note;
  Field<double, defaults{10.5}> tax;
  std::optional<AddressRead> address;
  std::vector<int> numbers;
};
struct ItemPatch {
  std::optional<std::string> name;
  std::optional<std::string> note;
  std::optional<double> tax;
  std::optional<AddressRead> address;
  std::optional<std::vector<int>> numbers;
};

std::string updated(std::string_view patch) {
  Item item{"Foo", "note", 1.5, AddressRead{"Main", 3}, {1, 2}};
  FieldsSet sent;
  model::ValidationOptions options;
  options.fields_set = &sent;
  apply_update(item, model_validate_json<ItemPatch>(patch, options), sent);
  return model_dump_json(item);
}

TEST(Update, ChangesWhatWasSentAndNothingElse) {
  EXPECT_EQ(updated("{}"),
            R"({"name":"Foo","note":"note","tax":1.5,"address":{"street":"Main","number":3},"numbers":[1,2]})");
  EXPECT_EQ(updated(R"({"note":null,"name":"Bar","numbers":[3]})"),
            R"({"name":"Bar","note":null,"tax":1.5,"address":{"street":"Main","number":3},"numbers":[3]})");
}

TEST(Update, NullGivesWhatCannotBeEmptyItsDefault) {
  EXPECT_EQ(updated(R"({"name":null,"numbers":null})"),
            R"({"name":"","note":"note","tax":1.5,"address":{"street":"Main","number":3},"numbers":[]})");
}

struct NumberPatch {
  Field<std::string, defaults{"never"}> street;
  Field<int, defaults{-1}> number;
};
struct NestedPatch {
  std::optional<NumberPatch> address;
};

TEST(Update, ChangesANestedModelInWhatWasSentOfIt) {
  Item item{"Foo", {}, 1.5, AddressRead{"Main", 3}, {}};
  FieldsSet sent;
  model::ValidationOptions options;
  options.fields_set = &sent;
  const auto patch = model_validate_json<NestedPatch>(R"({"address":{"number":8}})", options);
  apply_update(item, patch, sent);
  EXPECT_EQ(item.address->street, "Main");
  EXPECT_EQ(item.address->number, 8);
  item.address.reset();
  apply_update(item, patch, sent);  // nothing to be changed is there, so the whole patch comes in
  EXPECT_EQ(item.address->street, "never");
  EXPECT_EQ(item.address->number, 8);
}

}  // namespace
}  // namespace talaria
