// An example of every kind of the closed sets, made from their types.
using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using DynamoKv.Engine.Primitives;
using DynamoKv.Engine.Protocol;
using DynamoKv.Engine.Quorums;
using DynamoKv.Engine.Ring;
using DynamoKv.Engine.Versioning;

namespace DynamoKv.Tests.Sessions.Live;

/// <summary>Makes an example of any type of the protocol, with something in every part of it; and its parts as text.</summary>
internal static class KindSamples
{
    private static readonly Dot Write = new(new VersionActor(new NodeId("n2"), 7), 3);

    private static readonly VectorClock Clock = VectorClock.Of([new ClockEntry(new VersionActor(new NodeId("n1"), 5), 9, new Instant(4))]);

    private static readonly Dictionary<Type, object> Known = new()
    {
        [typeof(NodeId)] = new NodeId("n1"),
        [typeof(Key)] = Key.Of("tea/ü"),
        [typeof(Instant)] = new Instant(1_234_567),
        [typeof(string)] = "words",
        [typeof(bool)] = true,
        [typeof(int)] = 3,
        [typeof(long)] = 4_000_000_000L,
        [typeof(ulong)] = ulong.MaxValue,
        [typeof(uint)] = uint.MaxValue,
        [typeof(double)] = double.PositiveInfinity,
        [typeof(TimeSpan)] = TimeSpan.FromMilliseconds(1.5),
        [typeof(VectorClock)] = Clock,
        [typeof(SiblingSet)] = SiblingSet.Of([new Sibling(Write, Clock, "ö"u8.ToArray(), "text/html", new Instant(8), false) { ExpiresAt = new Instant(99) }]),
        [typeof(CausalContext)] = new CausalContext(Clock, new NodeId("n3")),
        [typeof(WriteContent)] = WriteContent.Text("milk") with { TimeToLive = TimeSpan.FromMinutes(2) },
        [typeof(Participation)] = new Participation(Nodes("n1", "n2", "n3"), Nodes("n1"), Nodes("n2"), Nodes("n3"), 2)
            .WithHinted([new StandIn(new NodeId("n1"), new NodeId("n4"))]),
        [typeof(RingPosition)] = new RingPosition(17),
    };

    public static object Of(Type type)
    {
        if (Known.TryGetValue(type, out var known))
        {
            return known;
        }

        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Of(inner);
        }

        if (type.IsEnum)
        {
            return Enum.GetValues(type).Cast<object>().Last();
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
        {
            return ArrayOf(type.GetGenericArguments()[0]);
        }

        return type.IsAbstract ? Of(KindsIn(type)[^1]) : Construct(type);
    }

    /// <summary>All parts of a value, in depth: two values with one text are equal in everything that can be seen.</summary>
    public static string Text(object? value) => value switch
    {
        null => "-",
        string text => text,
        SiblingSet versions => Convert.ToHexString(versions.Encode()),
        ReadOnlyMemory<byte> bytes => Convert.ToHexString(bytes.Span),
        IFormattable plain when value.GetType().IsPrimitive || value is Enum or TimeSpan => plain.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => $"{value.GetType().Name}({string.Join(", ", value.GetType().GetProperties()
            .Where(part => part.GetIndexParameters().Length == 0 && !part.GetMethod!.IsStatic && part.PropertyType != typeof(Type))
            .OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => $"{part.Name}={Text(part.GetValue(value))}"))})",
    };

    private static object Construct(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(part => Of(part.ParameterType))]);
    }

    private static object ArrayOf(Type item)
    {
        var create = typeof(ImmutableArray).GetMethods().Single(method => method.Name == nameof(ImmutableArray.Create)
            && method.IsGenericMethod && method.GetParameters() is [{ ParameterType.IsSZArray: true }]).MakeGenericMethod(item);
        var items = Array.CreateInstance(item, 2);
        items.SetValue(Of(item), 0);
        items.SetValue(Of(item), 1);
        return create.Invoke(null, [items])!;
    }

    private static Type[] KindsIn(Type root) =>
        [.. root.Assembly.GetTypes().Where(type => !type.IsAbstract && root.IsAssignableFrom(type)).OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static ImmutableArray<NodeId> Nodes(params string[] names) => [.. names.Select(name => new NodeId(name))];
}
