// What the hello-world is measured against: a file that does nothing but include Asio.
#include <boost/asio.hpp>
