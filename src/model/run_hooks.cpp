// The validators of the program's own: a chain, each around those before it.
#include "model/validators.hpp"

#include <iterator>

#include <talaria/model/dump.hpp>

namespace talaria {

Json ValidationInfo::data(std::string_view field) const {
  if (fields_.type == nullptr) return {};
  const std::span<const model::FieldInfo> fields = fields_.type->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name != field || (fields_.valid >> i & 1) == 0) continue;
    return model::to_json(*fields[i].type, fields_.places[i]);
  }
  return {};
}

namespace model {

namespace {

/// Calls a function of the program's own. What it throws to say that the value is not valid is reported.
template <class Call>
bool guarded(Trail& trail, const Json& input, Call call) {
  try {
    call();
    return true;
  } catch (const ValidationError& error) {
    return trail.report_inside(error.errors());
  } catch (const CustomError& error) {
    return trail.report(ErrorDetail{error.type(), trail.loc(), error.what(), input, error.ctx()});
  } catch (const AssertionError& error) {
    return trail.report("assertion_error", input, JsonObject{{"error", error.what()}});
  } catch (const ValueError& error) {
    return trail.report("value_error", input, JsonObject{{"error", error.what()}});
  }
}

/// The first `count` hooks of a chain, around the validation of the type itself.
struct Chain {
  const TypeInfo& type;
  const Facts& facts;
  std::span<const ValidatorHook> hooks;
  ValidateKind innermost;
  Trail& trail;

  bool run(std::size_t count, const Json& input, void* out) {
    if (count == 0) return innermost(type, facts, input, out, trail);
    const ValidatorHook& hook = hooks[count - 1];
    switch (hook.mode) {
      case ValidatorHook::Mode::before:
        return run_before(hook, count - 1, input, out);
      case ValidatorHook::Mode::around:
        return run_around(hook, count - 1, input, out);
      default:
        return run(count - 1, input, out) && run_after(hook, input, out);
    }
  }

  bool run_before(const ValidatorHook& hook, std::size_t count, const Json& input, void* out) {
    Json replaced;
    if (!guarded(trail, input, [&] { hook.before(input, replaced, trail.info()); })) return false;
    return run(count, replaced, out);
  }

  /// An optional is looked into: its validators are for the value in it.
  bool run_after(const ValidatorHook& hook, const Json& input, void* out) {
    const TypeInfo* kind = &type;
    void* value = out;
    while (kind->kind == Kind::optional && value != nullptr) {
      value = const_cast<void*>(kind->optional->get(value));
      kind = kind->element;
    }
    return value == nullptr || guarded(trail, input, [&] { hook.after(value, trail.info()); });
  }

  bool run_around(const ValidatorHook& hook, std::size_t count, const Json& input, void* out) {
    struct Inside {
      Chain& chain;
      std::size_t count;
    } inside{*this, count};
    const auto run_inside = [](void* state, const Json& inner_input, void* inner_out) {
      auto& [chain, inner_count] = *static_cast<Inside*>(state);
      const std::size_t found_before = chain.trail.count();
      if (!chain.run(inner_count, inner_input, inner_out)) throw ValidationError(chain.trail.take_since(found_before));
    };
    return guarded(trail, input, [&] { hook.around(input, InnerValidator(run_inside, &inside), out, trail.info()); });
  }
};

}  // namespace

bool run_hooks(const TypeInfo& type, const Facts& facts, std::span<const ValidatorHook> hooks, ValidateKind innermost,
               const Json& input, void* out, Trail& trail) {
  return Chain{type, facts, hooks, innermost, trail}.run(hooks.size(), input, out);
}

bool Trail::report_inside(Errors errors) {
  for (ErrorDetail& error : errors) {
    error.loc.insert(error.loc.begin(), loc_.begin(), loc_.end());
    report(std::move(error));
  }
  return false;
}

Errors Trail::take_since(std::size_t count) {
  const auto first = errors_.begin() + static_cast<std::ptrdiff_t>(count);
  Errors taken(std::make_move_iterator(first), std::make_move_iterator(errors_.end()));
  errors_.erase(first, errors_.end());
  for (ErrorDetail& error : taken) {
    error.loc.erase(error.loc.begin(), error.loc.begin() + static_cast<std::ptrdiff_t>(loc_.size()));
  }
  return taken;
}

}  // namespace model

}  // namespace talaria
