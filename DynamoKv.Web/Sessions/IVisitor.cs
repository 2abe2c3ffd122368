// Who looks at a page.
namespace DynamoKv.Web.Sessions;

/// <summary>Who looks at a page, as far as the sign-in says.</summary>
public interface IVisitor
{
    /// <summary>Who that is and what he may do.</summary>
    Task<Visitor> WhoAsync();
}

/// <summary>Who looks at a page.</summary>
/// <param name="Name">The name of the token with which he signed in, and where he is; for logs.</param>
/// <param name="MayBreak">Whether he may put faults into a real cluster (the scope chaos). Everything else that pages do, everybody may who signed in.</param>
public readonly record struct Visitor(string Name, bool MayBreak);
