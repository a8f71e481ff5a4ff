#pragma once

#include <QDialog>

#include <memory>

namespace Ui {
class SettingsDialog;
}
class Settings;

/// The settings that a person changes by hand. Nothing is changed before OK.
class SettingsDialog : public QDialog
{
    Q_OBJECT
public:
    enum class Page { Appearance, Access, Services, Limits };

    /// \a settings must outlive the dialog.
    explicit SettingsDialog(Settings *settings, QWidget *parent = nullptr);
    ~SettingsDialog() override;

    void showPage(Page page);
    void accept() override;

private:
    void load();
    void loadDefaults();
    QString firstMistake() const;

    std::unique_ptr<Ui::SettingsDialog> m_ui;
    Settings *m_settings;
};
