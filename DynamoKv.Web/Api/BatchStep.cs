// One line of a batch that is under way.
using DynamoKv.Engine.Protocol;

namespace DynamoKv.Web.Api;

/// <summary>One line of a batch that is under way, or answered before it began.</summary>
/// <param name="Size">Its bytes.</param>
internal sealed record BatchStep(int Size)
{
    /// <summary>What is done, while an operation is under way.</summary>
    public BatchLine? Line { get; init; }

    /// <summary>The operation; null: none was begun.</summary>
    public Task<ClientResponse>? Operation { get; init; }

    /// <summary>The answer to a line that began nothing.</summary>
    public BatchAnswer? Answer { get; init; }

    /// <summary>Whether the answer is known.</summary>
    public bool IsOver => Operation?.IsCompleted ?? true;

    /// <summary>The answer, when it is known; what goes wrong is in it.</summary>
    public async ValueTask<BatchAnswer> AnswerAsync()
    {
        if (Operation is null)
        {
            return Answer!;
        }

        try
        {
            return BatchAnswers.Of(Line!, await Operation);
        }
        catch (Exception problem) when (ApiErrors.IsKnown(problem))
        {
            var (status, error) = ApiErrors.Judge(problem);
            return BatchAnswers.Failed(Line!.Op, Line.Key.Text, status, error);
        }
    }
}
