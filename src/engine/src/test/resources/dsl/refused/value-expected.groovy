releasePipeline {
    stages {
        stage { build('Package') { commands() } }
    }
}
