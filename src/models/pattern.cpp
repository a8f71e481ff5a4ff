#include "pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <array>

namespace {

/// Steps of one match at most: a pattern like (a+)+b must not take minutes for a message.
constexpr quint32 matchLimit = 200'000;
constexpr std::size_t smallestStack = 32 * 1024; // bytes
constexpr std::size_t largestStack = 512 * 1024;

template <auto release>
struct Releaser
{
    template <typename T>
    void operator()(T *object) const
    {
        release(object);
    }
};

/// What a match needs besides the expression, once for each thread that matches.
struct Workspace
{
    Workspace()
    {
        pcre2_set_match_limit(context.get(), matchLimit);
        pcre2_jit_stack_assign(context.get(), nullptr, stack.get());
    }

    std::unique_ptr<pcre2_jit_stack, Releaser<pcre2_jit_stack_free>> stack{
        pcre2_jit_stack_create(smallestStack, largestStack, nullptr)};
    std::unique_ptr<pcre2_match_context, Releaser<pcre2_match_context_free>> context{
        pcre2_match_context_create(nullptr)};
    std::unique_ptr<pcre2_match_data, Releaser<pcre2_match_data_free>> data{
        pcre2_match_data_create(1, nullptr)};
};

PCRE2_SPTR pointer(QByteArrayView bytes)
{
    // Not null: an empty message is one, too.
    return reinterpret_cast<PCRE2_SPTR>(bytes.isNull() ? "" : bytes.data());
}

}

struct Pattern::Compiled
{
    std::unique_ptr<pcre2_code, Releaser<pcre2_code_free>> code;
};

Pattern::Pattern(const QString &expression)
{
    const QByteArray utf8 = expression.toUtf8();
    int error = 0;
    PCRE2_SIZE offset = 0; // in bytes
    pcre2_code *const code =
        pcre2_compile(pointer(utf8), std::size_t(utf8.size()), PCRE2_CASELESS | PCRE2_MATCH_INVALID_UTF,
                      &error, &offset, nullptr);
    if (!code) {
        std::array<PCRE2_UCHAR, 256> text{};
        pcre2_get_error_message(error, text.data(), text.size());
        m_mistake = {QString::fromUtf8(utf8.first(qsizetype(offset))).size(),
                     QString::fromUtf8(reinterpret_cast<const char *>(text.data()))};
        return;
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); // what it cannot translate is interpreted
    m_compiled.reset(new Compiled{decltype(Compiled::code)(code)});
}

bool Pattern::fits(QByteArrayView utf8) const
{
    thread_local const Workspace workspace;
    return m_compiled
        && pcre2_match(m_compiled->code.get(), pointer(utf8), std::size_t(utf8.size()), 0, 0,
                       workspace.data.get(), workspace.context.get())
        >= 0;
}
