// What is wrong with bytes that a peer sent.
namespace DynamoKv.Engine.Networking.Wire;

/// <summary>The bytes are no message of any version: whoever sent them is broken or no node.</summary>
public sealed class WireException(string message, Exception? cause = null) : FormatException(message, cause);

/// <summary>The bytes are well-formed and say something that this version has no word for: the message is skipped.</summary>
internal sealed class UnknownWordException(string what) : FormatException($"The {what} is not known to this version.");
