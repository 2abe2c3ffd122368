// The server's entry point; everything else is in Hosting.
using DynamoKv.Web.Hosting;

return await DynamoKvServer.RunAsync(args);

/// <summary>The entry point, visible so that tests can start the whole server.</summary>
public partial class Program;
