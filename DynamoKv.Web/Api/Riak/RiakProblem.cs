// Errors as Riak tells them: a status and a text.
namespace DynamoKv.Web.Api.Riak;

/// <summary>A request that can't be answered as asked: becomes this status with this text.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="text">The body, with its line end; empty where Riak sends none.</param>
internal sealed class RiakProblem(int status, string text) : Exception(text)
{
    public const string NotFoundText = "not found\n";

    public int Status => status;

    public string Text => Message;

    public static RiakProblem BadRequest(string sentence) => new(StatusCodes.Status400BadRequest, sentence + "\n");

    public static RiakProblem NotFound() => new(StatusCodes.Status404NotFound, NotFoundText);

    /// <summary>A condition of the request does not hold.</summary>
    public static RiakProblem ConditionFailed() => new(StatusCodes.Status412PreconditionFailed, "");

    /// <summary>A route of Riak's that is not part of the subset.</summary>
    public static RiakProblem NotSupported(string what) =>
        new(StatusCodes.Status501NotImplemented, $"{what} not supported here: this is the key/value part of the Riak API.\n");
}
