// Compares this node with its peers and mends what differs (Dynamo 4.7).
using DynamoKv.Engine.AntiEntropy;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Ring;

namespace DynamoKv.Engine.Node.Exchanges;

/// <summary>
/// Compares this node with its peers, one at a time and each in its turn, and mends what differs (Dynamo 4.7).
/// </summary>
internal sealed class AntiEntropyRole
{
    private const string Off = "Anti-entropy is switched off in this cluster: switch it on in the scenario.";

    private readonly NodeScope _scope;
    private readonly LocalReplica _local;
    private readonly AntiEntropyOptions? _options;
    private readonly ForestKeeper _trees;
    private readonly ExchangeAnswerer _answerer;
    private readonly ExchangeHistory _history = new();
    private Exchange? _current;
    private NodeId? _lastPeer;
    private long _exchanges;
    private bool _isPaused;

    public AntiEntropyRole(NodeScope scope, LocalReplica local)
    {
        (_scope, _local, _options) = (scope, local, scope.Options.AntiEntropy);
        var options = _options ?? new AntiEntropyOptions();
        _trees = new ForestKeeper(scope, local, options);
        _answerer = new ExchangeAnswerer(scope, local, _trees, options);
    }

    /// <summary>A life begins.</summary>
    public void OnStarted()
    {
        if (_options is null)
        {
            return;
        }

        _lastPeer = _scope.Self; // the turn begins with whoever follows by name, so that not all ask the same one
        _trees.OnStarted();
        _scope.PlacementChanged += OnPlacementChanged;
        _scope.Outbox.Schedule(_options.Every * _scope.Random.Stream("anti-entropy").NextDouble(), new NodeTimer.ExchangeDue());
    }

    public void On(Message.OfAntiEntropy message, NodeId sender)
    {
        if (_options is null)
        {
            return;
        }

        if (message is Message.OfExchange question)
        {
            _answerer.On(question, sender, _isPaused);
        }
        else if (_current is { } exchange && exchange.Id == message.Exchange && exchange.Goal.Peer == sender)
        {
            Take(exchange, message);
        }
    }

    public void On(NodeTimer.OfAntiEntropy timer)
    {
        switch (timer)
        {
            case NodeTimer.ExchangeDue due: OnDue(due); break;
            case NodeTimer.ExchangeTimeout timeout when timeout.Exchange == _current?.Id: OnTimeout(timeout, _current); break;
            case NodeTimer.ExchangeRested rested when rested.Exchange == _current?.Id: OnRested(rested, _current); break;
            case NodeTimer.ExchangeTimeout or NodeTimer.ExchangeRested: break; // of a comparison that is over
            case NodeTimer.BuildTrees build: _trees.On(build); break;
            case NodeTimer.ScrubRows scrub: _trees.On(scrub); break;
            default: throw new InvalidOperationException($"{_scope.Self} does not know the timer {timer.GetType().Name}.");
        }
    }

    public void On(NodeCommand.OfAntiEntropy command)
    {
        switch (command)
        {
            case var _ when _options is null: Answer(new CommandAnswer.Refused(command.Number, Off)); break;
            case NodeCommand.ExchangeWith exchange:
                OnAsked(new ExchangeGoal(exchange.Target, exchange.IsDryRun, exchange.Mode, exchange.Number));
                break;
            case NodeCommand.Compare compare:
                OnAsked(new ExchangeGoal(compare.Target, IsDryRun: true, SyncMode.Both, compare.Number));
                break;
            case NodeCommand.PauseAntiEntropy: Pause(command.Number); break;
            case NodeCommand.ResumeAntiEntropy: Resume(command.Number); break;
            default: throw new InvalidOperationException($"{_scope.Self} does not know the command {command.GetType().Name}.");
        }
    }

    /// <summary>What it does, for people; null: it is off.</summary>
    public AntiEntropySnapshot? Snapshot() => _options is null ? null : new AntiEntropySnapshot(
        _trees.IsReady, _trees.RowsRead, _local.Statistics.Keys, _isPaused, _current?.Goal.Peer, _history.Ended, _history.Abandoned,
        _history.Totals, _history.FullCopyBytes, _history.LastWith(_trees.Peers),
        [.. _trees.Forest.Trees.Select(tree => new TreeSummary(tree.Range, tree.Walk(0).Hash, tree.KeyCount, tree.Depth))]);

    /// <summary>The tree over the range that has a position; null: there is none, or it is being built.</summary>
    public MerkleNode? Walk(RingPosition position, int levels) =>
        _trees.IsReady && _trees.Forest.IndexOf(position) is >= 0 and var index ? _trees.Forest.Trees[index].Walk(levels) : null;

    private void OnDue(NodeTimer.ExchangeDue due)
    {
        _scope.Outbox.Schedule(_options!.Every, due);
        if (!_isPaused && _trees.IsReady && _current is null && NextPeer() is { } peer && _scope.MayWork())
        {
            _lastPeer = peer;
            Begin(new ExchangeGoal(peer, IsDryRun: false, SyncMode.Both, Command: null));
        }
    }

    private NodeId? NextPeer()
    {
        NodeId? first = null;
        foreach (var peer in _trees.Peers)
        {
            if (!_scope.IsReachable(peer))
            {
                continue;
            }

            if (peer > _lastPeer)
            {
                return peer;
            }

            first ??= peer;
        }

        return first;
    }

    private void OnAsked(ExchangeGoal goal)
    {
        if (ProblemWith(goal.Peer) is { } problem)
        {
            Answer(new CommandAnswer.Refused(goal.Command!.Value, problem));
            return;
        }

        Abandon(ExchangeRefusal.Interrupted);
        Begin(goal);
    }

    private string? ProblemWith(NodeId peer) => ExchangeWords.ProblemWith(_scope, peer, _trees, _current?.Goal);

    private void Begin(ExchangeGoal goal)
    {
        var id = new ExchangeId(_scope.Self, _local.Incarnation, ++_exchanges);
        _current = new Exchange(_scope, _local, _answerer, _options!, _trees.ViewOf(goal.Peer)!, goal, id);
        _current.Begin();
    }

    private void Take(Exchange exchange, Message.OfAntiEntropy answer)
    {
        if (answer is Message.ExchangeRefused refused)
        {
            Abandon(refused.Reason);
            return;
        }

        exchange.On(answer);
        EndIfOver(exchange);
    }

    private void OnRested(NodeTimer.ExchangeRested rested, Exchange exchange)
    {
        exchange.On(rested);
        EndIfOver(exchange);
    }

    private void OnTimeout(NodeTimer.ExchangeTimeout timeout, Exchange exchange)
    {
        if (!exchange.On(timeout))
        {
            Abandon(ExchangeRefusal.Silent);
        }
    }

    private void EndIfOver(Exchange exchange)
    {
        if (!exchange.IsOver)
        {
            return;
        }

        _current = null;
        var result = exchange.Result();
        _history.Add(result, _scope.Now);
        Count(result.Counts);
        _scope.Outbox.Trace(new TraceEvent.ExchangeEnded(
            exchange.Id, result.Target, result.IsDryRun, result.Counts, result.FullCopyKeys, result.FullCopyBytes));
        if (exchange.Goal.Command is { } number)
        {
            Answer(new CommandAnswer.Compared(number, result));
        }
    }

    private void Count(in ComparisonCounts counts)
    {
        var counters = _scope.Counters;
        counters.ExchangesEnded++;
        counters.HashesCompared += counts.Hashes;
        counters.KeysExchanged += counts.Pulled + counts.Pushed;
    }

    private void Abandon(ExchangeRefusal reason)
    {
        if (_current is not { } exchange)
        {
            return;
        }

        _current = null;
        _scope.Counters.ExchangesAbandoned++;
        _history.AddAbandoned(exchange.Goal.Peer, exchange.Counts, reason, _scope.Now);
        _scope.Outbox.Trace(new TraceEvent.ExchangeAbandoned(exchange.Id, exchange.Goal.Peer, reason, exchange.Counts));
        if (exchange.Goal.Command is { } number)
        {
            Answer(new CommandAnswer.Refused(number, ExchangeWords.Sentence(reason, _scope.Self, exchange.Goal.Peer)));
        }
    }

    private void OnPlacementChanged()
    {
        Abandon(ExchangeRefusal.Interrupted); // before the trees change under it
        _trees.OnPlacementChanged();
    }

    private void Pause(long number)
    {
        if (!_isPaused)
        {
            _isPaused = true;
            _scope.Outbox.Trace(new TraceEvent.AntiEntropyPaused());
            if (_current?.Goal.Command is null)
            {
                Abandon(ExchangeRefusal.Interrupted);
            }
        }

        Answer(new CommandAnswer.Done(number, $"{_scope.Self} takes part in anti-entropy only when somebody asks for it."));
    }

    private void Resume(long number)
    {
        if (_isPaused)
        {
            _isPaused = false;
            _scope.Outbox.Trace(new TraceEvent.AntiEntropyResumed());
        }

        Answer(new CommandAnswer.Done(number, $"{_scope.Self} takes part in anti-entropy."));
    }

    private void Answer(CommandAnswer answer) => _scope.Outbox.Answer(answer);
}
