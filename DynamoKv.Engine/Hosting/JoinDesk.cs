// A member's side of a join: makes a node that asks a member.
using System.Runtime.CompilerServices;
using DynamoKv.Engine.Membership;
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Node.Gossiping;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Engine.Hosting;

/// <summary>
/// Stages and commits the join of whoever asks, one at a time, while no other change is under way. Asking again is harmless: a
/// member at the same address is told that it is one.
/// </summary>
/// <param name="host">The member.</param>
public sealed class JoinDesk(INodeHost host) : IPeerAnswers, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>> AnswerAsync(
        NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation)
    {
        if (JoinQuestion.Decode(question.Span) is not { } join)
            return new JoinAnswer(JoinOutcome.Refused, $"{host.Id} does not understand how {asker} asks to join.").Encode();
        if (join.Node != asker.Value)
            return new JoinAnswer(JoinOutcome.Refused, $"{asker} can't ask for {join.Node} to join: each node asks for itself.").Encode();

        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return (await DecideAsync(asker, join, cancellation).ConfigureAwait(false)).Encode();
        }
        catch (Exception busy) when (busy is NodeBusyException or NodeStoppedException)
        {
            return new JoinAnswer(JoinOutcome.Wait, busy.Message).Encode();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(
        NodeId asker, string subject, ReadOnlyMemory<byte> question, [EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return await AnswerAsync(asker, subject, question, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<JoinAnswer> DecideAsync(NodeId node, JoinQuestion join, CancellationToken cancellation)
    {
        var known = await host.LookAsync(look => look.Snapshot().Membership, cancellation).ConfigureAwait(false);
        if (Known(known, node, join) is { } decided)
            return decided;

        var staged = await host.SendCommandAsync(
            number => new NodeCommand.StageJoin(number, node, join.Address, join.Tokens, join.Rack), cancellation).ConfigureAwait(false);
        if (staged is CommandAnswer.Refused refused)
            return new JoinAnswer(JoinOutcome.Refused, refused.Reason);

        var committed = await host.SendCommandAsync(number => new NodeCommand.CommitPlan(number), cancellation).ConfigureAwait(false);
        if (committed is not CommandAnswer.Refused later)
            return new JoinAnswer(JoinOutcome.Accepted, $"{host.Id} has made {node} a member: keys are on their way to it.");

        await host.SendCommandAsync(number => new NodeCommand.ClearPlan(number), cancellation).ConfigureAwait(false);
        return new JoinAnswer(JoinOutcome.Wait, later.Reason);
    }

    // What is decided without a change; null: the change has to be tried.
    private JoinAnswer? Known(MembershipSnapshot known, NodeId node, JoinQuestion join)
    {
        foreach (var (record, _, _, _, _, _) in known.Members)
        {
            if (record.Id == node && record.Phase != MemberPhase.Removed)
            {
                return record.Address == join.Address || record.Address.Length == 0
                    ? new JoinAnswer(JoinOutcome.Accepted, $"{node} is a member already.")
                    : new JoinAnswer(JoinOutcome.Refused, $"{node} is a member at {record.Address}, not at {join.Address}: choose another id.");
            }
        }

        return known.Members.IsEmpty ? new JoinAnswer(JoinOutcome.Wait, $"{host.Id} belongs to no cluster yet.")
            : !known.WaitingFor.IsEmpty ? new JoinAnswer(JoinOutcome.Wait, $"A change is under way and waits for {string.Join(", ", known.WaitingFor)}.")
            : known.Plan is not null ? new JoinAnswer(JoinOutcome.Wait, $"An administrator's plan is open at {host.Id}: commit or clear it.")
            : null;
    }
}
