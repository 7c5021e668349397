// FormData: what a form holds, texts and files, in the order in which they came.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <talaria/http/multipart.hpp>
#include <talaria/http/upload_file.hpp>

namespace talaria {

class Request;

namespace http {

/// How much a form may hold; beyond, the request is answered with 400. The defaults are Starlette's.
struct FormLimits {
  std::size_t files = 1000;
  std::size_t fields = 1000;
  std::size_t part_size = 1024 * 1024;                      ///< octets of one text
  std::size_t spool_size = UploadFile::default_spool_size;  ///< octets of a file that are kept in memory
  MultipartLimits multipart = {};
};

/// One value of a form.
struct FormEntry {
  std::string name;
  std::string text;  ///< of a file its octets, once FormData::load() has read them
  UploadFile file = {};

  [[nodiscard]] bool is_file() const { return static_cast<bool>(file); }
  /// What a browser sends for a file input in which nothing was chosen.
  [[nodiscard]] bool is_empty_file() const { return is_file() && file.filename().empty() && file.size() == 0; }
};

/// The values of a form. `auto form = co_await request.form();` and then `form->get("name")`.
class FormData {
 public:
  FormData() = default;
  explicit FormData(std::vector<FormEntry> entries) : entries_(std::move(entries)) {}

  /// Every value, in order.
  [[nodiscard]] const std::vector<FormEntry>& entries() const { return entries_; }
  /// The last value of that name; null when there is none.
  [[nodiscard]] const FormEntry* find(std::string_view name) const;
  /// The last value of that name, if it is a text.
  [[nodiscard]] std::optional<std::string_view> get(std::string_view name) const;
  /// The last value of that name, if it is a file; else no file.
  [[nodiscard]] UploadFile get_file(std::string_view name) const;
  /// Reads the octets of all files of that name into memory.
  Task<void> load(std::string_view name);
  /// Every value of that name.
  [[nodiscard]] std::vector<const FormEntry*> get_all(std::string_view name) const;

 private:
  std::vector<FormEntry> entries_;
};

/// Reads the body of `request` as its content type says: multipart/form-data, or application/x-www-form-urlencoded; of
/// any other type nothing is read and the form is empty. Files are written away while the body comes in. Throws
/// BodyError.
Task<FormData> read_form(Request& request, FormLimits limits);

/// The pairs of a form, `application/x-www-form-urlencoded`: like those of a query, but octets that are not
/// percent-encoded are Latin-1.
class UrlencodedParser {
 public:
  explicit UrlencodedParser(const FormLimits& limits) : limits_(limits) {}
  /// Takes the next octets, in pieces of any size. Throws BodyError when there are too many.
  void feed(std::string_view octets);
  /// The form is complete.
  [[nodiscard]] std::vector<FormEntry> finish();

 private:
  void end_field();

  const FormLimits& limits_;
  std::vector<FormEntry> entries_;
  std::string field_;
  std::size_t size_ = 0;  // octets of the field, without its `=`
  bool has_equals_ = false;
};

}  // namespace http

}  // namespace talaria
