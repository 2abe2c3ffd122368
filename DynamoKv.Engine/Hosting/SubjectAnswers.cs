// Leads each question of a peer to whom it concerns.
using DynamoKv.Engine.Networking;
using DynamoKv.Engine.Primitives;

namespace DynamoKv.Engine.Hosting;

/// <summary>Leads each question to the desk of its subject.</summary>
/// <param name="desks">The desks by subject.</param>
/// <param name="others">Who answers every other subject; null: nobody.</param>
public sealed class SubjectAnswers(IReadOnlyDictionary<string, IPeerAnswers> desks, IPeerAnswers? others = null) : IPeerAnswers
{
    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">When nobody answers the subject.</exception>
    public Task<ReadOnlyMemory<byte>> AnswerAsync(
        NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        DeskOf(subject).AnswerAsync(asker, subject, question, cancellation);

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">When nobody answers the subject.</exception>
    public IAsyncEnumerable<ReadOnlyMemory<byte>> StreamAsync(
        NodeId asker, string subject, ReadOnlyMemory<byte> question, CancellationToken cancellation) =>
        DeskOf(subject).StreamAsync(asker, subject, question, cancellation);

    private IPeerAnswers DeskOf(string subject) => desks.GetValueOrDefault(subject) ?? others
        ?? throw new NotSupportedException($"Nobody here answers questions about '{subject}': the asker may be of a newer version.");
}
