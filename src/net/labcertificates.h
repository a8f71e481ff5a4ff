#pragma once

#include "options.h"

#include <QHash>

/// What a run of the certificate lab serves. The keys are nowhere else: gone with this.
struct LabCertificates
{
    QByteArray authority; ///< PEM; whom clients are to trust
    QHash<QString, ServerTls> servers; ///< by CertificateCase::id

    /// Makes all of them anew, in some tens of milliseconds. Nothing, and one sentence in \a error, when
    /// OpenSSL refuses.
    static std::optional<LabCertificates> make(QString *error);
};
