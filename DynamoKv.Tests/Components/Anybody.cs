// Whoever looks at a page under test.
using DynamoKv.Web.Sessions;

namespace DynamoKv.Tests.Components;

/// <summary>Whoever looks at a page under test.</summary>
internal sealed class Anybody : IVisitor
{
    public bool MayBreak { get; set; } = true;

    public Task<Visitor> WhoAsync() => Task.FromResult(new Visitor("tester from nowhere", MayBreak));
}
