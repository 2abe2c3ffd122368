// Two replicas' Merkle trees of a common range.
using System.Globalization;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Projections.Merkle;
using DynamoKv.Engine.Ring;
using DynamoKv.Web.Components.Views;
using Microsoft.AspNetCore.Components;

namespace DynamoKv.Web.Components.Merkle;

/// <summary>
/// Two replicas' Merkle trees of a common range: of a simulation what their disks hold at the cursor, of real members what they
/// answer when they are asked.
/// </summary>
public sealed partial class MerkleView : IDisposable
{
    /// <summary>How many levels below the roots are shown.</summary>
    public const int MaxLevels = 6;

    private readonly CancellationTokenSource _stopping = new();
    private NodeId? _left;
    private NodeId? _right;
    private ReplicaComparison? _pair;
    private MerkleMatch? _match;
    private int _range;
    private int? _steps;
    private bool _isAsking;
    private (object?, object?, object?, NodeId?, NodeId?) _pairOf;
    private (NodeId?, NodeId?, Key?) _askedOf;
    private Key? _key;

    /// <summary>All that the view knows.</summary>
    [Parameter, EditorRequired]
    public ViewContext Context { get; set; } = null!;

    private Placement Placement => Context.Session.PlacementAt(Context.Cursor);

    private int Steps => Math.Min(_steps ?? int.MaxValue, _match?.Steps.Length ?? 0);

    /// <summary>A key whose row may be corrupted: the chosen one, or the first of the range that the second node holds.</summary>
    private Key? Victim
    {
        get
        {
            if (_right is not { } right || !Context.Snapshot.Nodes.TryGetValue(right, out var node))
            {
                return null;
            }

            return Context.Selection.Key is { } key && node.Rows.ContainsKey(key) ? key
                : _pair is { Ranges.Length: > 0 } pair
                    ? node.Rows.Keys.Where(one => pair.Ranges[_range].Range.Contains(RingPosition.OfKey(one))).Select(one => (Key?)one).FirstOrDefault()
                    : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var isOtherKey = Context.Selection.Key != _key;
        _key = Context.Selection.Key;
        if (_left is null || _right is null || isOtherKey)
        {
            (_left, _right) = Choice();
        }

        if (!Context.IsLive)
        {
            Compare(isOtherKey);
        }
        else if (_askedOf != (_left, _right, _key))
        {
            await AskAsync();
        }
    }

    /// <summary>The first two replicas of the chosen key; without one, of the ring's first partition.</summary>
    private (NodeId?, NodeId?) Choice()
    {
        var replicas = Placement.Current.PreferenceList(Position, Context.Session.Options.Quorum.N);
        return replicas.Length < 2 ? (null, null) : (replicas[0], replicas[1]);
    }

    private RingPosition Position => RingPosition.OfKey(Context.Selection.Key ?? FirstKey ?? Key.Of("a"));

    private Key? FirstKey => Context.Snapshot.Nodes.Values.SelectMany(node => node.Rows.Keys.Take(1)).Select(key => (Key?)key).FirstOrDefault();

    private void Compare(bool isOtherKey)
    {
        var nodes = Context.Snapshot.Nodes;
        var of = (nodes.GetValueOrDefault(_left ?? default)?.Rows, nodes.GetValueOrDefault(_right ?? default)?.Rows, Placement, _left, _right);
        if ((_pair is not null && of.Equals(_pairOf) && !isOtherKey) || _left is not { } left || _right is not { } right)
        {
            return;
        }

        var isOtherPair = _pair is null || isOtherKey || (_left, _right) != (_pairOf.Item4, _pairOf.Item5);
        _pairOf = of;
        _pair = ReplicaComparison.Of(
            Context.Snapshot, Placement, left, right, Context.Session.Options.Quorum.N, Context.Session.Options.AntiEntropy?.Leaves ?? 4_096);
        _range = isOtherPair || _range >= _pair.Ranges.Length ? RangeOfInterest(_pair) : _range;
        _match = _pair.Ranges.Length == 0 ? null : _pair.MatchOf(_range, MaxLevels);
    }

    /// <summary>The chosen key's range; without one the first that differs, or the first that holds anything.</summary>
    private int RangeOfInterest(ReplicaComparison pair)
    {
        var ofKey = Context.Selection.Key is { } key ? pair.IndexOf(RingPosition.OfKey(key)) : -1;
        if (ofKey >= 0)
        {
            return ofKey;
        }

        var ranges = pair.Ranges.Select((range, index) => (range, index)).ToArray();
        var best = ranges.Where(one => one.range.DifferingKeys > 0).Concat(ranges.Where(one => one.range.LeftKeys > 0)).FirstOrDefault();
        return best.index;
    }

    private async Task AskAsync()
    {
        _askedOf = (_left, _right, _key);
        if (_left is not { } left || _right is not { } right)
        {
            return;
        }

        _isAsking = true;
        try
        {
            var mine = await Context.Session.MerkleTreeAsync(left, Position, MaxLevels, _stopping.Token);
            var theirs = await Context.Session.MerkleTreeAsync(right, Position, MaxLevels, _stopping.Token);
            _match = mine is null || theirs is null ? null : MerkleMatch.Of(mine, theirs);
        }
        catch (OperationCanceledException)
        {
            // The page was left meanwhile.
        }
        finally
        {
            _isAsking = false;
        }
    }

    private Task ChooseNode(bool isLeft, ChangeEventArgs change)
    {
        var node = new NodeId((string)change.Value!);
        var isSwap = node == (isLeft ? _right : _left);
        (_left, _right) = isSwap ? (_right, _left) : isLeft ? (node, _right) : (_left, node);
        _steps = null;
        return OnParametersSetAsync();
    }

    private void ChooseRange(ChangeEventArgs change)
    {
        _range = int.Parse((string)change.Value!, CultureInfo.InvariantCulture);
        _steps = null;
        _match = _pair!.MatchOf(_range, MaxLevels);
    }

    private void GoTo(int? steps) => _steps = steps;

    private RenderFragment NodeOptions(NodeId? chosen) => builder =>
    {
        foreach (var member in Placement.Current.Members)
        {
            builder.OpenElement(0, "option");
            builder.SetKey(member.Id);
            builder.AddAttribute(1, "value", member.Id.Value);
            builder.AddAttribute(2, "selected", member.Id == chosen);
            builder.AddContent(3, member.Id.Value);
            builder.CloseElement();
        }
    };
}
