// A new node's side of a join: asks seeds until it is a member.
using System.Collections.Immutable;
using DynamoKv.Engine.Networking;

namespace DynamoKv.Engine.Hosting;

/// <summary>Asks the seeds in turn to make this node a member, until it hears of its cluster.</summary>
/// <param name="host">The node.</param>
/// <param name="questions">The way to the seeds.</param>
/// <param name="seeds">Their addresses.</param>
/// <param name="self">What it says of itself.</param>
/// <param name="time">The clock.</param>
public sealed class Joiner(INodeHost host, ISeedQuestions questions, ImmutableArray<string> seeds, JoinQuestion self, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private volatile string _state = $"{host.Id} has not asked a seed yet.";

    /// <summary>How the last question ended, one sentence for people.</summary>
    public string State => _state;

    /// <summary>Runs until the node knows a cluster or the token says stop.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var turn = 0; await KnowsNobodyAsync(cancellation).ConfigureAwait(false); turn++)
        {
            await AskAsync(seeds[turn % seeds.Length], cancellation).ConfigureAwait(false);
            await Task.Delay(Rest, time, cancellation).ConfigureAwait(false);
        }

        _state = $"{host.Id} knows its cluster.";
    }

    private async Task<bool> KnowsNobodyAsync(CancellationToken cancellation)
    {
        try
        {
            return await host.LookAsync(node => node.Snapshot().Membership.Members.IsEmpty, cancellation).ConfigureAwait(false);
        }
        catch (Exception busy) when (busy is NodeBusyException or NodeStoppedException)
        {
            return true;
        }
    }

    private async Task AskAsync(string seed, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var answer = await questions.AskAsync(seed, JoinQuestion.Subject, self.Encode(), either.Token).ConfigureAwait(false);
            _state = JoinAnswer.Decode(answer.Span) is { } understood
                ? $"The seed {seed} says {understood.Outcome.ToString().ToLowerInvariant()}: {understood.Sentence}"
                : $"The seed {seed} answered what no seed says.";
        }
        catch (SeedSilentException silent)
        {
            _state = silent.Message;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            _state = $"The seed {seed} did not answer within {Patience.TotalSeconds:0} s.";
        }
    }
}
