#pragma once

#include "options.h"

#include <QVariantMap>
#include <QWidget>

#include <memory>

namespace Ui {
class LimitsPane;
}
class QSpinBox;

/// How long a client's connection waits for what, and how long a message may be; folded away until wanted.
class LimitsPane : public QWidget
{
    Q_OBJECT
public:
    explicit LimitsPane(QWidget *parent = nullptr);
    ~LimitsPane() override;

    /// Puts what is filled in into \a options.
    void read(ClientOptions *options) const;
    /// What differs from the defaults, each in a few words.
    QStringList differences() const;
    void setReadOnly(bool readOnly);

    QVariantMap saveState() const;
    /// Takes back what saveState() gave; what is missing or no number stays as it is.
    void restoreState(const QVariantMap &state);

signals:
    void changed();

private:
    void refresh();
    /// The fields, under the names that the settings have for them.
    QList<std::pair<QString, QSpinBox *>> fields() const;

    std::unique_ptr<Ui::LimitsPane> m_ui;
};
