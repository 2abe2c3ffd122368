// Why a request can't be taken right now.
namespace DynamoKv.Web.Sessions;

/// <summary>The node at which a request was to enter is down, or all are; the message says what to do.</summary>
public sealed class NodeDownException(string message) : Exception(message);

/// <summary>The run has stopped for good (a limit, or an internal error) or was closed; the message says why.</summary>
public sealed class RunStoppedException(string message) : Exception(message);

/// <summary>The run is a recording: nothing can be done to it; the message says why.</summary>
public sealed class RunRecordedException(string message) : Exception(message);

/// <summary>A node did not answer an administrator in time: whether it was done is unknown.</summary>
public sealed class NodeSilentException(string message) : Exception(message);

/// <summary>The cluster is real: what was asked for is possible in a simulation only; the message says what.</summary>
public sealed class NotSimulatedException(string message) : Exception(message);
