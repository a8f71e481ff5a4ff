#include "trustdialog.h"

#include "localauthority.h"
#include "theme.h"
#include "trustposter.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QSslCertificate>
#include <QStackedWidget>

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr int columns = 126; // characters that fit beside each other
constexpr int rows = 33;
constexpr double largestShare = 0.9; // of the screen
}

TrustDialog::TrustDialog(const TrustRecipes::Server &server, const Page &page, QWidget *parent)
    : QDialog(parent)
    , m_recipes(TrustRecipes::forServer(server))
    , m_programs(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_recipePage(new QWidget(this))
    , m_note(new QLabel(m_recipePage))
    , m_text(new QPlainTextEdit(m_recipePage))
{
    setWindowTitle(tr("Trust for others"));
    m_programs->setObjectName(u"programsList"_s);
    m_programs->setAccessibleName(tr("For whom"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_text->setObjectName(u"recipeText"_s);
    m_text->setAccessibleName(tr("Lines to be copied"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setFont(Theme::fixedFont(font()));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap); // a line is used as one
    auto *recipeColumn = new QVBoxLayout(m_recipePage);
    recipeColumn->setContentsMargins({});
    recipeColumn->addWidget(m_note);
    recipeColumn->addWidget(m_text, 1);
    m_stack->addWidget(m_recipePage);

    const QSslCertificate authority(LocalAuthority::authorityIn(server.certificates));
    if (!page.addresses.isEmpty() && !authority.isNull()) {
        m_poster =
            new TrustPoster(QSslCertificate(server.certificates), authority, page.addresses, page.hint, this);
        m_stack->addWidget(m_poster);
        m_programs->addItem(tr("Browsers and phones"));
    }
    for (const TrustRecipe &recipe : m_recipes)
        m_programs->addItem(recipe.program);
    m_programs->setFixedWidth(m_programs->sizeHintForColumn(0) + Theme::textWidth(2, font())
                              + 2 * m_programs->frameWidth());

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    m_copy->setObjectName(u"copyButton"_s);
    connect(m_copy, &QPushButton::clicked, this, &TrustDialog::copy);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_programs, &QListWidget::currentRowChanged, this, &TrustDialog::showRow);

    auto *row = new QHBoxLayout;
    row->addWidget(m_programs);
    row->addWidget(m_stack, 1);
    auto *column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(buttons);
    const QSize wanted(Theme::textWidth(columns, font()), fontMetrics().lineSpacing() * rows);
    resize(wanted.boundedTo(screen()->availableSize() * largestShare));
    m_programs->setCurrentRow(0);
    m_programs->setFocus();
}

void TrustDialog::showRow(int row)
{
    const bool poster = m_poster && row == 0;
    m_copy->setText(poster ? tr("&Copy the address") : tr("&Copy"));
    if (poster) {
        m_stack->setCurrentWidget(m_poster);
        return;
    }
    const TrustRecipe recipe = m_recipes.value(row - (m_poster ? 1 : 0));
    m_note->setText(recipe.note);
    m_text->setPlainText(recipe.text);
    m_stack->setCurrentWidget(m_recipePage);
}

void TrustDialog::copy()
{
    QGuiApplication::clipboard()->setText(m_stack->currentWidget() == m_recipePage ? m_text->toPlainText()
                                                                                   : m_poster->address());
}
