// A node with rows that are not its own any more: hands them over, then removes them.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Engine.Node.Transfers;

/// <summary>
/// Looks page by page for rows of which this node is no replica, and removes a row only when all that are have said
/// that they hold it. Never while a change is under way.
/// </summary>
internal sealed class StrayHolder(NodeScope scope, LocalReplica local, TransferNotes notes, TransferPermit permit)
{
    private bool _wasMember;
    private StrayPage? _page;
    private Key? _cursor;
    private bool _isAtEnd;
    private long _foundInPass;
    private long _number;

    /// <summary>Strays that were found and are not handed over.</summary>
    public long Left { get; private set; }

    private TransferOptions Options => scope.Options.Transfers;

    public void OnPlacementChanged()
    {
        BeginPass();
        Left = 0;
        _wasMember = _wasMember || notes.WasMember || (IsMember() && notes.KeepMember());
        if (CanWork())
            Schedule(Options.RetryAfter);
    }

    public void On(NodeTimer.HandStraysOver due)
    {
        if (due.Number == _number && CanWork())
            Continue();
    }

    public void On(Message.StrayChecked @checked, NodeId sender)
    {
        if (_page is null || !IsAgreed(@checked.Epoch))
            return;

        _page.Acknowledge(sender, @checked.Held);
        var rows = _page.Rows(@checked.Wanted);
        if (rows.Length > 0)
            scope.Outbox.Send(sender, new Message.StrayRows(@checked.Epoch, rows));

        HandOver(_page);
    }

    public void On(Message.StrayRowsMerged merged, NodeId sender)
    {
        if (_page is null || !IsAgreed(merged.Epoch))
            return;

        _page.Acknowledge(sender, merged.Keys);
        HandOver(_page);
    }

    private bool CanWork() => _wasMember && scope.Placement is { Next: null };

    private bool IsAgreed(long epoch) => CanWork() && scope.RingEpoch == epoch;

    private bool IsMember() => scope.Placement?.HasMember(scope.Self) == true;

    private bool IsStray(Key key) =>
        !scope.Placement!.Current.PreferenceList(RingPosition.OfKey(key), scope.Options.Quorum.N).Contains(scope.Self);

    private void Continue()
    {
        // What is left of a page after some tries waits for the next pass: the node that lacks it may be down.
        _page = _page is { IsEmpty: false } && _page.Tries <= Options.PatienceRetries ? _page : null;
        var wait = permit.IsPaused ? Options.RetryAfter : permit.Wait();
        if (wait > TimeSpan.Zero)
            Schedule(wait);
        else if (_page is not null)
            Check(_page);
        else if (_isAtEnd)
            EndPass();
        else
            Look();
    }

    private void Look()
    {
        var page = RowPage.Read(local, _cursor, IsStray, permit.MostKeys, Options.ScanRows);
        (_cursor, _isAtEnd) = (page.Next, page.IsLast);
        if (page.Rows.Count == 0)
        {
            Schedule(TimeSpan.Zero); // lets in what arrived meanwhile
            return;
        }

        _page = new StrayPage(page.Rows, scope.PrimariesOf);
        _foundInPass += _page.Count;
        Left = Math.Max(Left, _foundInPass);
        Check(_page);
    }

    private void Check(StrayPage page)
    {
        page.Tries++;
        permit.Spend(page.Count);
        foreach (var (primary, keys) in page.Questions())
            scope.Outbox.Send(primary, new Message.StrayCheck(scope.RingEpoch, keys));

        Schedule(Options.RetryAfter);
    }

    private void HandOver(StrayPage page)
    {
        var removed = 0;
        foreach (var row in page.TakeFinished())
            removed += Remove(row) ? 1 : 0;

        _foundInPass -= removed;
        Left = Math.Max(0, Left - removed);
        if (removed > 0)
            scope.Outbox.Trace(new TraceEvent.StraysHandedOver(removed, Left));

        if (page.IsEmpty)
            Schedule(TimeSpan.Zero);
    }

    // A row that was written meanwhile stays: the others do not hold that yet.
    private bool Remove(TransferRow row)
    {
        var held = local.Read(row.Key) ?? SiblingSet.Empty;
        var isUnchanged = !held.IsEmpty && held.Digest == row.Versions.Digest;
        return isUnchanged && local.Remove(row.Key, held, RemoveReason.HandedOver);
    }

    private void EndPass()
    {
        Left = _foundInPass;
        var wait = _foundInPass > 0 ? Options.RetryAfter : Options.StraysEvery;
        BeginPass();
        Schedule(wait);
    }

    private void BeginPass()
    {
        _number++; // no timer of the old pass counts any more
        _page = null;
        _cursor = null;
        _isAtEnd = false;
        _foundInPass = 0;
    }

    private void Schedule(TimeSpan wait) => scope.Outbox.Schedule(wait, new NodeTimer.HandStraysOver(++_number));
}
