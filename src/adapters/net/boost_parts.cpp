// Boost.Asio and Boost.Beast are compiled here once (BOOST_ASIO_SEPARATE_COMPILATION), so that the
// other files of this module only parse their headers.
#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
