#pragma once

#include <QString>

#include <openssl/err.h>

#include <memory>

/// What the files that call OpenSSL share. Nobody else includes this.

template <auto release>
struct OpenSslRelease
{
    template <class T>
    void operator()(T *object) const
    {
        release(object);
    }
};
/// An object of OpenSSL's, released with \a release.
template <class T, auto release>
using OpenSslPointer = std::unique_ptr<T, OpenSslRelease<release>>;

/// OpenSSL's newest error in its words, and none left behind for the next caller.
inline QString takeOpenSslError()
{
    const unsigned long code = ERR_peek_last_error();
    ERR_clear_error();
    const char *reason = code ? ERR_reason_error_string(code) : nullptr;
    return QString::fromLatin1(reason ? reason : "unknown reason");
}
