#include <memory>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace unions {

// [models]
struct Car {
  std::string description;
  int doors = 4;
};

struct Plane {
  std::string description;
  int size;
};
// [/models]

// [union]
Task<std::variant<Plane, Car>> read_vehicle(Path<Literal<"roadster", "airbus">, "name"> name) {
  if (name == "airbus") co_return Plane{"Music is my aeroplane", 5};
  co_return Car{"All my friends drive a low rider", 2};
}
// [/union]

// [tagged]
struct Cat {
  Literal<"cat"> pet_type;
  int lives;
};

struct Dog {
  Literal<"dog"> pet_type;
  std::string breed;
};

struct Owner {
  std::string name;
  Field<std::variant<Cat, Dog>, discriminator{"pet_type"}> pet;
};
// [/tagged]

// [visit]
Task<Json> create_owner(Body<Owner> owner) {
  if (const auto* cat = std::get_if<Cat>(&owner->pet)) co_return JsonObject{{"lives", cat->lives}};
  co_return JsonObject{{"breed", std::get<Dog>(owner->pet).breed}};
}
// [/visit]

// [tuple]
struct Place {
  std::string name;
  std::pair<double, double> position;
  std::array<std::uint8_t, 3> color;
};
// [/tuple]

Task<Place> create_place(Body<Place> place) {
  co_return *place;
}

// [recursive]
struct Folder {
  std::string name;
  Field<std::vector<Folder>, defaults{}> folders = {};
  std::unique_ptr<Folder> trash = {};  // null, or one more
};
// [/recursive]

Task<Json> count_folders(Body<Folder> folder) {
  co_return JsonObject{{"folders", folder->folders.size()}, {"trash", folder->trash != nullptr}};
}

void set_up(App& app) {
  app.get<read_vehicle>("/vehicles/{name}");
  app.post<create_owner>("/owners/");
  app.post<create_place>("/places/");
  app.post<count_folders>("/folders/");
}

}  // namespace unions
