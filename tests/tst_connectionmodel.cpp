#include "connectionmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

/// The connections' rows: what stays is not touched.
class TestConnectionModel : public QObject
{
    Q_OBJECT

private slots:
    void showsAConnection();
    void changesNoMoreThanNeeded_data();
    void changesNoMoreThanNeeded();
    void keepsPlaces();
};

namespace {

ConnectionInfo makeConnection(quint32 id, quint64 messages = 0)
{
    ConnectionInfo info;
    info.id = id;
    info.peer = QStringLiteral("127.0.0.1:%1").arg(50'000 + id);
    info.service = ServiceKind::Counter;
    info.messagesIn = messages;
    info.bytesIn = messages * 10;
    return info;
}

QList<ConnectionInfo> makeConnections(const QList<int> &ids, const QList<int> &busy = {})
{
    QList<ConnectionInfo> list;
    for (const int id : ids)
        list.append(makeConnection(quint32(id), busy.contains(id) ? 1 : 0));
    return list;
}

}

void TestConnectionModel::showsAConnection()
{
    ConnectionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    ConnectionInfo info = makeConnection(12, 3);
    info.peer = QStringLiteral("127.0.0.1:50012\u202e");
    model.setConnections({info});
    const auto cell = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(cell(ConnectionModel::IdColumn), QStringLiteral("#12"));
    QVERIFY(!cell(ConnectionModel::PeerColumn).contains(QChar(0x202e)));
    QCOMPARE(cell(ConnectionModel::ServiceColumn), QStringLiteral("counter"));
    QCOMPARE(cell(ConnectionModel::InColumn), QStringLiteral("3 · 30 B"));
    QCOMPARE(cell(ConnectionModel::RoundTripColumn), QStringLiteral("–"));
    info.roundTrip = 1'250;
    model.setConnections({info});
    QCOMPARE(cell(ConnectionModel::RoundTripColumn), QStringLiteral("1.25 ms"));
    QCOMPARE(model.index(0, ConnectionModel::PeerColumn).data(ConnectionModel::IdRole).toUInt(), 12U);
    QCOMPARE(model.index(0, ConnectionModel::InColumn).data(ConnectionModel::SortRole).toInt(), 3);
}

void TestConnectionModel::changesNoMoreThanNeeded_data()
{
    QTest::addColumn<QList<int>>("before");
    QTest::addColumn<QList<int>>("after");
    QTest::addColumn<QList<int>>("busy");
    QTest::addColumn<int>("insertions");
    QTest::addColumn<int>("removals");
    QTest::addColumn<int>("changes");
    using Ids = QList<int>;
    QTest::newRow("the first ones") << Ids{} << Ids{1, 2, 3} << Ids{} << 1 << 0 << 0;
    QTest::newRow("nothing new") << Ids{1, 2} << Ids{1, 2} << Ids{} << 0 << 0 << 0;
    QTest::newRow("some come") << Ids{1, 2} << Ids{1, 2, 3, 4} << Ids{} << 1 << 0 << 0;
    QTest::newRow("all go") << Ids{1, 2, 3} << Ids{} << Ids{} << 0 << 1 << 0;
    QTest::newRow("some go") << Ids{1, 2, 3, 4, 5} << Ids{1, 4} << Ids{} << 0 << 2 << 0;
    QTest::newRow("all others") << Ids{1, 2} << Ids{3, 4} << Ids{} << 1 << 1 << 0;
    QTest::newRow("coming, going, busy") << Ids{1, 3, 5, 7} << Ids{2, 3, 5, 8} << Ids{3, 5} << 2 << 2 << 1;
    QTest::newRow("two busy, apart") << Ids{1, 2, 3} << Ids{1, 2, 3} << Ids{1, 3} << 0 << 0 << 2;
}

void TestConnectionModel::changesNoMoreThanNeeded()
{
    QFETCH(QList<int>, before);
    QFETCH(QList<int>, after);
    QFETCH(QList<int>, busy);
    ConnectionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setConnections(makeConnections(before));
    QSignalSpy inserted(&model, &ConnectionModel::rowsInserted);
    QSignalSpy removed(&model, &ConnectionModel::rowsRemoved);
    QSignalSpy changed(&model, &ConnectionModel::dataChanged);
    const QList<ConnectionInfo> wanted = makeConnections(after, busy);
    model.setConnections(wanted);
    QTEST(int(inserted.size()), "insertions");
    QTEST(int(removed.size()), "removals");
    QTEST(int(changed.size()), "changes");
    QCOMPARE(model.rowCount(), int(wanted.size()));
    for (int row = 0; row < model.rowCount(); ++row)
        QVERIFY(model.connectionAt(row) == wanted.at(row));
}

void TestConnectionModel::keepsPlaces()
{
    ConnectionModel model;
    model.setConnections(makeConnections({1, 2, 3}));
    const QPersistentModelIndex second(model.index(1, 0));
    const QPersistentModelIndex third(model.index(2, 0));
    model.setConnections(makeConnections({1, 3, 4}));
    QVERIFY(!second.isValid());
    QCOMPARE(third.row(), 1);
}

QTEST_GUILESS_MAIN(TestConnectionModel)
#include "tst_connectionmodel.moc"
