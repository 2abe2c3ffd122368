// Settings that stand in files, one each.
namespace DynamoKv.Web.Hosting;

/// <summary>
/// Settings that stand in files, as containers are given their secrets: the file's name is the setting with __ for the colons. They
/// count more than the environment and less than the command line.
/// </summary>
internal static class SecretFiles
{
    /// <summary>The variable of the environment that names their folder.</summary>
    public const string Variable = "DYNAMOKV_SECRETS";

    /// <exception cref="SettingException">When there is no such folder, or a file of it can't be read.</exception>
    public static void AddTo(IConfigurationManager configuration)
    {
        if (configuration[Variable] is not { Length: > 0 } folder)
        {
            return;
        }

        try
        {
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"{Variable} is '{folder}', which can't be read: {unreadable.Message}");
        }
    }
}
