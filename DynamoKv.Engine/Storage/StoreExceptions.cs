// What can be wrong with a node's disk, each with one sentence for a person.
namespace DynamoKv.Engine.Storage;

/// <summary>The disk has no room. The node stops acknowledging and says why; it recovers when there is room.</summary>
public sealed class StoreFullException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The disk did not do what it was told. What was not committed is lost; the store must be opened anew.
/// </summary>
public sealed class StoreFailedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// A disk is not opened (or erased) because that could lose data; nothing on it was changed. The message says what to
/// do.
/// </summary>
public sealed class StoreRefusedException(string message, Exception? inner = null) : Exception(message, inner);
