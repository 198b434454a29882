releasePipeline {
    triggers { push { branches include: ['main'] } }
    stages {
        stage('Source') { source('App') { image 'registry.example.com/app:1'; output 'Image' } }
        stage('Build') { build('Package') { commands 'make' } }
    }
}
