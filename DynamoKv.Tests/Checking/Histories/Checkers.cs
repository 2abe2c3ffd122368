// All checkers of histories, as the tests try them.
using System.Collections.Immutable;
using DynamoKv.Engine.Checking.Histories;
using DynamoKv.Engine.Checking.Histories.Accounting;
using DynamoKv.Engine.Checking.Histories.Registers;
using DynamoKv.Engine.Checking.Histories.Service;
using DynamoKv.Engine.Checking.Histories.Sessions;

namespace DynamoKv.Tests.Checking.Histories;

internal static class Checkers
{
    public static ImmutableArray<HistoryChecker> All { get; } =
    [
        new LinearizableRegister(),
        new ZonedRegister(),
        new RegularRegister(),
        new Staleness(),
        new SessionChecker(SessionGuarantee.ReadYourWrites),
        new SessionChecker(SessionGuarantee.MonotonicReads),
        new SessionChecker(SessionGuarantee.MonotonicWrites),
        new SessionChecker(SessionGuarantee.WritesFollowReads),
        new LostWrites(),
        new Resurrection(),
        new FalseSiblings(),
        new SetAccounting(),
        new Availability { MinShare = 0.5 },
        new Latency { Share = 0.5, Max = TimeSpan.FromMilliseconds(100) },
    ];
}
