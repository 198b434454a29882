releasePipeline {
    stages {
        stage('Source') { source('App') { image 'registry.example.com/app', platform: 'arm64'; output 'Image' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
