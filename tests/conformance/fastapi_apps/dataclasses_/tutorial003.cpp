// docs_src/dataclasses_/tutorial003: structs in structs.
#include "tutorial.hpp"

#include <optional>
#include <string>
#include <vector>

#include <talaria/talaria.hpp>

using namespace talaria;

namespace dataclasses_::tutorial003 {

struct Item {
  std::string name;
  std::optional<std::string> description;
};
struct Author {
  std::string name;
  Field<std::vector<Item>, defaults{}> items;
};

Task<Author> create_author_items(Path<std::string, "author_id"> author_id, Body<std::vector<Item>, "items"> items) {
  Author author;
  author.name = *author_id;
  author.items = *items;
  co_return author;
}

std::vector<Author> get_authors() {
  return {
      {"Breaters",
       std::vector<Item>{{"Island In The Moon", "A place to be playin' and havin' fun"}, {"Holy Buddies", {}}}},
      {"System of an Up", std::vector<Item>{{"Salt", "The kombucha mushroom people's favorite"},
                                            {"Pad Thai", {}},
                                            {"Lonely Night", "The mostests lonliest nightiest of allest"}}},
  };
}

void register_routes(App& app) {
  app.post<create_author_items>("/authors/{author_id}/items/");
  app.get<get_authors>("/authors/");
}

const Tutorial tutorial{"docs_src.dataclasses_.tutorial003", register_routes};

}  // namespace dataclasses_::tutorial003
