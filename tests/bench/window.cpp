// Shows the window as websocket-lab does, and prints a word once it is drawn: for the load generator's
// startup.

#include "mainwindow.h"
#include "settings.h"

#include <QApplication>
#include <QEvent>
#include <QStandardPaths>
#include <QTextStream>

namespace {

class FirstPaint : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *window, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            window->removeEventFilter(this);
            // In the next turn, when it has been handled.
            QMetaObject::invokeMethod(
                this, [] { QTextStream(stdout) << "drawn\n"; }, Qt::QueuedConnection);
        }
        return false;
    }
};

}

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("websocket-lab-benchmark"));
    Settings settings;
    MainWindow window(&settings);
    FirstPaint paint(&window);
    window.installEventFilter(&paint);
    window.show();
    return QApplication::exec();
}
