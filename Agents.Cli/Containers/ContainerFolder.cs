namespace Agents.Cli.Containers;

/// <summary>The folder that a container is built from. Writing it again brings it up to date.</summary>
internal static class ContainerFolder
{
    private static readonly string Program = AppContext.BaseDirectory;

    /// <summary>Writes everything but <c>.env</c>.</summary>
    /// <param name="folder">The folder; made where it is missing.</param>
    /// <param name="plan">What is to run.</param>
    /// <param name="files">The workflow and what it runs from files beside it.</param>
    /// <param name="program">The folder of <c>agents.dll</c>; null is this program's own.</param>
    /// <param name="cancellationToken">Leaves the folder half-written; the next time mends it.</param>
    /// <exception cref="CliException">The folder cannot be written, or this program is no folder that can be copied.</exception>
    public static async Task WriteAsync(string folder, ContainerPlan plan, IReadOnlyList<(string Name, string Text)> files, string? program, CancellationToken cancellationToken)
    {
        var source = program ?? Program;
        if (!File.Exists(Path.Combine(source, "agents.dll")))
        {
            throw new CliException($"There is no agents.dll in {source}: a container needs the command as a folder of assemblies, as dotnet build and dotnet publish make it.");
        }

        try
        {
            await WriteFilesAsync(folder, plan, files, source, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{folder} cannot be written: {problem.Message} Choose another folder with --output.");
        }
    }

    private static async Task WriteFilesAsync(string folder, ContainerPlan plan, IReadOnlyList<(string Name, string Text)> files, string source, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in new[] { ("Dockerfile", ContainerFiles.Dockerfile(plan)), ("compose.yaml", ContainerFiles.Compose(plan)), (".dockerignore", ContainerFiles.Ignored) })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, cancellationToken);
        }

        // An image has no empty folder without a file in it.
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(folder, "data", ".keep"), "", cancellationToken);

        // What was there before is no part of it any more.
        var workflows = Emptied(Path.Combine(folder, "workflow"));
        foreach (var (name, text) in files)
        {
            await File.WriteAllTextAsync(Path.Combine(workflows, name), text, cancellationToken);
        }

        Copy(source, Emptied(Path.Combine(folder, "app")), cancellationToken);
    }

    private static string Emptied(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    private static void Copy(string from, string to, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(static file => Path.GetExtension(file) != ".pdb"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
