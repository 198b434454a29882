releasePipeline
{
    stages { }
}
