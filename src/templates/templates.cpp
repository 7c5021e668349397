#include "templates/environment.hpp"

#include <talaria/http/request.hpp>
#include <talaria/templates/templates.hpp>

namespace talaria {

Jinja2Templates::Options::~Options() = default;

Jinja2Templates::Jinja2Templates(const Options& options) : environment_(make_owned<templates::Environment>(options)) {}
Jinja2Templates::Jinja2Templates(Jinja2Templates&&) noexcept = default;
Jinja2Templates& Jinja2Templates::operator=(Jinja2Templates&&) noexcept = default;
Jinja2Templates::~Jinja2Templates() = default;

Response Jinja2Templates::TemplateResponse(const Request& request, std::string_view name,
                                           const templates::Context& context,
                                           const templates::ResponseOptions& options) const {
  const auto syntax = environment_->load(name);
  JsonObject names = context.names();
  for (const templates::ContextProcessor processor : environment_->options().context_processors) {
    names.update(processor(request));
  }
  return Response(environment_->render(syntax, names, &request), options.status_code, options.media_type,
                  options.headers);
}

std::string Jinja2Templates::render(std::string_view name, const templates::Context& context) const {
  return environment_->render(environment_->load(name), context.names(), nullptr);
}

std::string Jinja2Templates::render_string(std::string_view source, const templates::Context& context) const {
  return environment_->render(environment_->parse(source, "<template>", "<template>"), context.names(), nullptr);
}

void Jinja2Templates::check() const {
  environment_->check();
}

}  // namespace talaria
