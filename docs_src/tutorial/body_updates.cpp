#include <map>
#include <mutex>

#include <talaria/talaria.hpp>
using namespace talaria;

namespace body_updates {

// [model]
struct Item {
  std::string name;
  std::optional<std::string> description = {};
  Field<double, ge{0}> price;
  Field<double, defaults{10.5}> tax = {};
  Field<std::vector<std::string>, defaults{}> tags = {};
};
// [/model]

// [items]
class Items {
 public:
  void put(const std::string& id, Item item) {
    const std::lock_guard lock(mutex_);
    items_[id] = std::move(item);
  }

  /// Lets `change` change an item, under the lock, and gives the item as it is then.
  template <class Change>
  Item change(const std::string& id, Change change) {
    const std::lock_guard lock(mutex_);
    const auto found = items_.find(id);
    if (found == items_.end()) throw HTTPException{404, "Item not found"};
    change(found->second);
    return found->second;
  }

 private:
  std::mutex mutex_;
  std::map<std::string, Item> items_;
};
// [/items]

// [put]
Task<Item> replace_item(Path<std::string, "item_id"> item_id, Body<Item> item, State<Items> items) {
  items->put(item_id, *item);
  co_return *item;
}
// [/put]

// [patch]
Task<Item> update_item(Path<std::string, "item_id"> item_id, Body<Partial<Item>> patch, State<Items> items) {
  co_return items->change(item_id, [&](Item& item) { patch->update(item); });
}
// [/patch]

// [is_set]
Task<Json> announce(Body<Partial<Item>> patch) {
  if (!patch->is_set(&Item::price)) throw HTTPException{400, "There is no new price"};
  co_return JsonObject{{"new_price", patch->price}, {"sent", *patch}};
}
// [/is_set]

// [some]
struct Description {
  std::optional<std::string> description = {};
  Field<std::vector<std::string>, max_length{5}> tags;
};

Task<Item> describe_item(Path<std::string, "item_id"> item_id, Body<Partial<Description>> patch, State<Items> items) {
  co_return items->change(item_id, [&](Item& item) { patch->update(item); });
}
// [/some]

// [fields_set]
struct ItemUpdate {
  std::optional<std::string> description = {};
  Field<double, defaults{10.5}> tax = {};
};

Task<Json> show_update(Path<std::string, "item_id"> item_id, Body<ItemUpdate> body, State<Items> items) {
  JsonArray sent;
  for (const std::string_view name : body.fields_set()) sent.push_back(name);
  const Item item = items->change(item_id, [&](Item& stored) { body.update(stored); });
  co_return JsonObject{{"sent", sent}, {"tax_in_body", body->tax}, {"tax_of_item", item.tax}};
}
// [/fields_set]

// [rule]
struct Sale {
  double price = 10;
  double reduced_price = 8;

  void validate() const {
    if (reduced_price > price) throw ValueError("the reduced price is the higher one");
  }
};

Task<Sale> update_sale(Body<Partial<Sale>> patch) {
  Sale sale;
  patch->update(sale);
  try {
    sale.validate();
  } catch (const ValueError& error) {
    throw HTTPException{422, error.what()};
  }
  co_return sale;
}
// [/rule]

void set_up(App& app) {
  app.state.emplace<Items>();
  // [put_route]
  app.put<replace_item>("/items/{item_id}");
  // [/put_route]
  // [patch_route]
  app.patch<update_item>("/items/{item_id}");
  // [/patch_route]
  app.post<announce>("/announcements/");
  app.patch<describe_item>("/items/{item_id}/description");
  app.patch<show_update>("/updates/{item_id}");
  app.patch<update_sale>("/sale/");
}

}  // namespace body_updates
