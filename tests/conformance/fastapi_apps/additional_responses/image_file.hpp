// image_file(): `image.png` of the working directory, as FileResponse sends it.
#pragma once
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/stat.h>

#include <talaria/http/date.hpp>
#include <talaria/http/response.hpp>

inline talaria::Response image_file() {
  std::ifstream file("image.png", std::ios::binary);
  talaria::Response response(std::string(std::istreambuf_iterator<char>(file), {}), 200, "image/png");
  struct stat info{};
  stat("image.png", &info);
  response.headers.set("accept-ranges", "bytes");
  response.headers.set("last-modified", talaria::http::format_http_date(info.st_mtime));
  response.headers.set("etag", '"' + std::to_string(info.st_mtime) + "-" + std::to_string(info.st_size) + '"');
  return response;
}
