releasePipeline {
    stages {
        'Build'
    }
}
