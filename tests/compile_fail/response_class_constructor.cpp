#include <talaria/talaria.hpp>
using namespace talaria;

class CsvResponse : public Response {
 public:
#ifdef MUST_FAIL
  explicit CsvResponse(const std::vector<std::string>& cells) : Response(cells.front()) {}
#else
  explicit CsvResponse(std::string text, int status_code = 200) : Response(std::move(text), status_code, "text/csv") {}
#endif
};

Json read_table() {
  return "a,b";
}

void add(App& app) {
  app.get<read_table>("/table", {.response_class = response_class<CsvResponse>});
}
