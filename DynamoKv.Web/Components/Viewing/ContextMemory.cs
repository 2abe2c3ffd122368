// The contexts that a person's reads have brought back.
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Web.Components.Viewing;

/// <summary>The newest context a key, as a client library would keep it.</summary>
public sealed class ContextMemory
{
    private readonly Dictionary<Key, CausalContext> _contexts = [];

    /// <summary>What is known of a key; null: nothing, a put would be blind.</summary>
    public CausalContext? Of(Key key) => _contexts.GetValueOrDefault(key);

    /// <summary>Keeps the context that an answer carries.</summary>
    public void Learn(Key key, ClientResponse response)
    {
        if (ContextOf(response) is { } context)
        {
            _contexts[key] = context;
        }
    }

    /// <summary>Forgets the context of a key: the next put is blind.</summary>
    public void Forget(Key key) => _contexts.Remove(key);

    /// <summary>Forgets everything, as a new client would know nothing.</summary>
    public void Clear() => _contexts.Clear();

    /// <summary>The context that an answer carries; null when it carries none.</summary>
    public static CausalContext? ContextOf(ClientResponse response) => response switch
    {
        ClientResponse.Read read => read.Context,
        ClientResponse.Written written => written.Context,
        ClientResponse.Deleted deleted => deleted.Context,
        ClientResponse.NothingToDelete nothing => nothing.Context,
        ClientResponse.AlreadyExists exists => exists.Context,
        ClientResponse.TooManySiblings many => many.Context,
        _ => null,
    };
}
